package io.vasari.models.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.layers.Conv2d;
import io.vasari.models.layers.Layer;
import io.vasari.models.weights.Parameters;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stages of a level on the way down, then a halving convolution unless it is the lowest level. */
record DownBlock(List<Stage> stages, Optional<Conv2d> halving) implements Layer {

    @Override
    public void declare(Map<String, Shape> shapes) {
        Layer.declare(stages, shapes);
        halving.ifPresent(layer -> layer.declare(shapes));
    }

    /** Pushes the result of every part on {@code skips}; the last one is the block's result. */
    void forward(Deque<NDArray> skips, Signals signals, Parameters p) {
        for (Stage stage : stages) {
            skips.push(stage.forward(skips.peek(), signals, p));
        }
        halving.ifPresent(layer -> skips.push(layer.forward(skips.peek(), p)));
    }
}
