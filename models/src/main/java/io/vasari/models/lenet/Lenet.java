package io.vasari.models.lenet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.vasari.models.weights.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A small LeNet: two 5x5 convolutions of 16 and 32 channels, each followed by 2x2 maximum and ReLU, then 128 hidden units.
 *
 * <p>After Y. LeCun et al., "Gradient-based learning applied to document recognition", 1998, with maxima and ReLU.
 */
public final class Lenet {

    /** Number of classes. */
    public static final int CLASSES = 10;

    /** Hidden units before the last layer. */
    public static final int HIDDEN = 128;

    /** Pixels of an image, 28 x 28. */
    public static final int PIXELS = 784;

    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NONE = new Shape(0, 0);
    private static final Shape TWO = new Shape(2, 2);

    private Lenet() {}

    /** Name and shape of every tensor. */
    public static Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("conv1.weight", new Shape(16, 1, 5, 5));
        shapes.put("conv1.bias", new Shape(16));
        shapes.put("conv2.weight", new Shape(32, 16, 5, 5));
        shapes.put("conv2.bias", new Shape(32));
        shapes.put("fc1.weight", new Shape(128, 512));
        shapes.put("fc1.bias", new Shape(128));
        shapes.put("fc2.weight", new Shape(CLASSES, 128));
        shapes.put("fc2.bias", new Shape(CLASSES));
        return shapes;
    }

    /**
     * Judges a batch.
     *
     * @param pixels shape (n, 1, 28, 28), values in [0, 1]
     * @return shape (n, {@value #CLASSES}): logits, whose softmax are the probabilities
     */
    public static NDArray logits(NDArray pixels, Parameters parameters) {
        return trainingLogits(pixels, parameters, UnaryOperator.identity());
    }

    /**
     * As {@link #logits}, with dropout.
     *
     * @param dropout applied to the 128 hidden units
     */
    public static NDArray trainingLogits(NDArray pixels, Parameters parameters, UnaryOperator<NDArray> dropout) {
        return linear(dropout.apply(hidden(pixels, parameters)), "fc2", parameters);
    }

    /**
     * What the last layer reads.
     *
     * @param pixels shape (n, 1, 28, 28), values in [0, 1]
     * @return shape (n, {@value #HIDDEN}), at least 0
     */
    public static NDArray hidden(NDArray pixels, Parameters parameters) {
        NDArray x = pooled(convolution(pixels, "conv1", parameters));
        x = pooled(convolution(x, "conv2", parameters)).reshape(-1, 512);
        return linear(x, "fc1", parameters).getNDArrayInternal().relu();
    }

    private static NDArray convolution(NDArray x, String layer, Parameters parameters) {
        return JniUtils.convolution(
                (PtNDArray) x,
                tensor(parameters, layer, "weight"),
                tensor(parameters, layer, "bias"),
                ONE,
                NONE,
                ONE,
                1);
    }

    private static NDArray pooled(NDArray x) {
        return x.getNDArrayInternal()
                .maxPool(TWO, TWO, NONE, false)
                .getNDArrayInternal()
                .relu();
    }

    private static NDArray linear(NDArray x, String layer, Parameters parameters) {
        return JniUtils.linear((PtNDArray) x, tensor(parameters, layer, "weight"), tensor(parameters, layer, "bias"));
    }

    private static PtNDArray tensor(Parameters parameters, String layer, String name) {
        return (PtNDArray) parameters.get(layer + "." + name);
    }
}
