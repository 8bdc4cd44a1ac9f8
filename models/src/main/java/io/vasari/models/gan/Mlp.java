package io.vasari.models.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.vasari.models.layers.DirectLinear;
import io.vasari.models.weights.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A perceptron of several layers: every hidden one is linear, then leaky ReLU of slope 0.2; the last one is linear alone.
 *
 * <p>Layer i has the tensors {@code layers.i.weight} of shape (out, in) and {@code layers.i.bias} of shape (out).
 */
final class Mlp {

    private static final double SLOPE = 0.2;

    private final int[] widths;

    Mlp(int... widths) {
        this.widths = widths.clone();
    }

    /** Name and shape of every tensor, first layer first. */
    Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (int i = 0; i + 1 < widths.length; i++) {
            shapes.put(weight(i), new Shape(widths[i + 1], widths[i]));
            shapes.put(bias(i), new Shape(widths[i + 1]));
        }
        return shapes;
    }

    /**
     * Runs rows through the layers, recording no gradients.
     *
     * @param rows shape (n, first width)
     * @return shape (n, last width), on the manager of {@code rows}
     */
    NDArray infer(NDArray rows, Parameters parameters) {
        return forward(rows, parameters, DirectLinear::forward, UnaryOperator.identity());
    }

    /**
     * Runs rows through the layers in training.
     *
     * @param rows shape (n, first width)
     * @param afterHidden applied to the output of every hidden layer
     * @return shape (n, last width), on the manager of {@code rows}
     */
    NDArray train(NDArray rows, Parameters parameters, UnaryOperator<NDArray> afterHidden) {
        return forward(rows, parameters, Mlp::linear, afterHidden);
    }

    @FunctionalInterface
    private interface Product {
        NDArray of(NDArray x, NDArray weight, NDArray bias);
    }

    private NDArray forward(NDArray rows, Parameters parameters, Product product, UnaryOperator<NDArray> afterHidden) {
        NDArray x = rows;
        int last = widths.length - 2;
        for (int i = 0; i <= last; i++) {
            x = product.of(x, parameters.get(weight(i)), parameters.get(bias(i)));
            if (i < last) {
                x = afterHidden.apply(JniUtils.leakyRelu((PtNDArray) x, SLOPE));
            }
        }
        return x;
    }

    private static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return JniUtils.linear((PtNDArray) x, (PtNDArray) weight, (PtNDArray) bias);
    }

    private static String weight(int layer) {
        return "layers." + layer + ".weight";
    }

    private static String bias(int layer) {
        return "layers." + layer + ".bias";
    }
}
