package io.vasari.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.vasari.models.weights.Parameters;
import java.util.Map;

/** Layer normalization of the last axis, with the tensors {@code name.weight} and {@code name.bias}. */
public final class LayerNorm implements Layer {

    private final String weight;
    private final String bias;
    private final Shape row;
    private final double eps;

    /**
     * @param eps added to the variance
     */
    public LayerNorm(String name, int width, double eps) {
        this.weight = name + ".weight";
        this.bias = name + ".bias";
        this.row = new Shape(width);
        this.eps = eps;
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        shapes.put(weight, row);
        shapes.put(bias, row);
    }

    /**
     * Normalizes.
     *
     * @param x shape (..., width)
     * @return the same shape
     */
    public NDArray forward(NDArray x, Parameters p) {
        return JniUtils.layerNorm((PtNDArray) x, row, (PtNDArray) p.get(weight), (PtNDArray) p.get(bias), eps);
    }
}
