package io.vasari.models.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.blocks.Upsampler;
import io.vasari.models.layers.Layer;
import io.vasari.models.weights.Parameters;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stages of a level on the way up, each of which reads a skip too, then an enlargement unless it is the highest level. */
record UpBlock(List<Stage> stages, Optional<Upsampler> upsampler) implements Layer {

    @Override
    public void declare(Map<String, Shape> shapes) {
        Layer.declare(stages, shapes);
        upsampler.ifPresent(layer -> layer.declare(shapes));
    }

    /**
     * Pops and closes one skip per stage; enlarges to the size of the next one, so that odd sizes come back.
     *
     * @param x closed on return
     */
    NDArray forward(NDArray x, Deque<NDArray> skips, Signals signals, Parameters p) {
        NDArray y = x;
        for (Stage stage : stages) {
            NDArray joined = joined(y, skips.pop());
            NDArray residual = stage.residual(joined, signals, p);
            joined.close();
            y = stage.attended(residual, signals, p);
        }
        if (upsampler.isEmpty()) {
            return y;
        }
        Shape size = skips.element().getShape();
        NDArray enlarged = upsampler.get().forward(y, size.get(2), size.get(3), p);
        y.close();
        return enlarged;
    }

    /** Closes both at once, as the tensors of the way up are a UNet's largest. */
    private static NDArray joined(NDArray below, NDArray skip) {
        NDArray joined = below.getNDArrayInternal().concat(new NDList(skip), 1);
        below.close();
        skip.close();
        return joined;
    }
}
