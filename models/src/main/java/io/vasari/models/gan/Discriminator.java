package io.vasari.models.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.weights.Parameters;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The mirror of {@link Generator}: an image to its log-odds of being real. */
public final class Discriminator {

    /** Share of hidden activations dropped in training. */
    public static final double DROPOUT = 0.3;

    private static final Mlp LAYERS = new Mlp(Generator.PIXELS, 1024, 512, 256, 1);

    private Discriminator() {}

    /** Name and shape of every tensor. */
    public static Map<String, Shape> shapes() {
        return LAYERS.shapes();
    }

    /**
     * Judges a batch.
     *
     * @param pixels shape (n, {@value Generator#PIXELS}), values in [-1, 1]
     * @return shape (n, 1): log-odds; its sigmoid is the belief, 0 fake to 1 real
     */
    public static NDArray logits(NDArray pixels, Parameters parameters) {
        return LAYERS.infer(pixels, parameters);
    }

    /**
     * As {@link #logits}, with dropout.
     *
     * @param dropout applied to the output of every hidden layer
     */
    public static NDArray trainingLogits(NDArray pixels, Parameters parameters, UnaryOperator<NDArray> dropout) {
        return LAYERS.train(pixels, parameters, dropout);
    }
}
