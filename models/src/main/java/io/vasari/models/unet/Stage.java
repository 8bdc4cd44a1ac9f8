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
        return attended(residual(x, signals, p), signals, p);
    }

    /** The first half of {@link #forward}, after which {@code x} is not needed any more. */
    NDArray residual(NDArray x, Signals signals, Parameters p) {
        return resnet.forward(x, signals.timeSilu(), p);
    }

    /**
     * The second half of {@link #forward}.
     *
     * @param residual closed on return, unless it is the result
     */
    NDArray attended(NDArray residual, Signals signals, Parameters p) {
        if (attention.isEmpty()) {
            return residual;
        }
        NDArray attended = attention.get().forward(residual, signals.context(), p);
        residual.close();
        return attended;
    }
}
