package io.vasari.models.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.layers.Layer;
import io.vasari.models.weights.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The transformer layers {@code name.layers.i} of one tower. */
final class Tower implements Layer {

    private final List<TowerLayer> layers;

    Tower(String name, TowerConfig config) {
        this.layers = IntStream.range(0, config.layers())
                .mapToObj(i -> new TowerLayer(name + ".layers." + i, config))
                .toList();
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        Layer.declare(layers, shapes);
    }

    /**
     * Runs all layers.
     *
     * @return the input and the result of every layer, in this order
     */
    List<NDArray> forward(NDArray x, Optional<NDArray> mask, Parameters p) {
        List<NDArray> states = new ArrayList<>();
        states.add(x);
        for (TowerLayer layer : layers) {
            states.add(layer.forward(states.get(states.size() - 1), mask, p));
        }
        return states;
    }
}
