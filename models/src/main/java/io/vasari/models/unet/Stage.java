package io.vasari.models.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.blocks.ResnetBlock;
import io.vasari.models.blocks.SpatialAttention;
import io.vasari.models.layers.Layer;
import io.vasari.models.weights.Parameters;
import java.util.Map;
import java.util.Optional;

/** A residual block, then attention where the level has it. */
record Stage(ResnetBlock resnet, Optional<SpatialAttention> attention) implements Layer {

    @Override
    public void declare(Map<String, Shape> shapes) {
        resnet.declare(shapes);
        attention.ifPresent(layer -> layer.declare(shapes));
    }

    NDArray forward(NDArray x, Signals signals, Parameters p) {
        NDArray y = resnet.forward(x, signals.timeSilu(), p);
        if (attention.isEmpty()) {
            return y;
        }
        NDArray attended = attention.get().forward(y, signals.context(), p);
        y.close();
        return attended;
    }
}
