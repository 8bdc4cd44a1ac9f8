package io.vasari.models.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.blocks.ResnetBlock;
import io.vasari.models.layers.Layer;
import io.vasari.models.layers.Scope;
import io.vasari.models.weights.Parameters;
import java.util.Map;

/** A stage and one more residual block, at the lowest resolution. */
record MidBlock(Stage stage, ResnetBlock last) implements Layer {

    @Override
    public void declare(Map<String, Shape> shapes) {
        stage.declare(shapes);
        last.declare(shapes);
    }

    NDArray forward(NDArray x, Signals signals, Parameters p) {
        return Scope.run(() -> last.forward(stage.forward(x, signals, p), signals.timeSilu(), p));
    }
}
