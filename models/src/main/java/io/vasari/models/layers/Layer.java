package io.vasari.models.layers;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;

/** A part of a network that reads tensors of fixed names. It holds no tensors itself and is safe from any thread. */
public interface Layer {

    /** Adds name and shape of every tensor that this layer reads. */
    void declare(Map<String, Shape> shapes);

    /** As {@link #declare(Map)}, for each of the layers in turn. */
    static void declare(List<? extends Layer> layers, Map<String, Shape> shapes) {
        layers.forEach(layer -> layer.declare(shapes));
    }
}
