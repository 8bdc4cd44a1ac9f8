package io.vasari.models.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.weights.Parameters;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Noise of {@value #NOISE} numbers to an image of {@value #PIXELS} grey values in [-1, 1]. */
public final class Generator {

    /** Standard normals per sample. */
    public static final int NOISE = 10;

    /** 28 x 28, row-major. */
    public static final int PIXELS = 784;

    private static final Mlp LAYERS = new Mlp(NOISE, 256, 512, 1024, PIXELS);

    private Generator() {}

    /** Name and shape of every tensor. */
    public static Map<String, Shape> shapes() {
        return LAYERS.shapes();
    }

    /**
     * Paints a batch.
     *
     * @param noise shape (n, {@value #NOISE})
     * @return shape (n, {@value #PIXELS}), values in [-1, 1]
     */
    public static NDArray forward(NDArray noise, Parameters parameters) {
        return LAYERS.infer(noise, parameters).tanh();
    }

    /** As {@link #forward}, so that gradients flow through it. */
    public static NDArray trainingForward(NDArray noise, Parameters parameters) {
        return LAYERS.train(noise, parameters, UnaryOperator.identity()).tanh();
    }
}
