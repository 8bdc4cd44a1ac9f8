package io.vasari.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.vasari.models.weights.Parameters;
import java.util.Arrays;
import java.util.Map;

/**
 * Group normalization (Wu and He, 2018) with a weight and a bias per channel, {@code name.weight} and {@code name.bias}.
 *
 * <p>The engine has none. Normalizing each (sample, group) as one row is its layer normalization, which is fast.
 */
public final class GroupNorm implements Layer {

    private final String weight;
    private final String bias;
    private final int groups;
    private final int channels;
    private final double eps;

    /**
     * @param groups must divide {@code channels}
     * @param eps added to the variance
     */
    public GroupNorm(String name, int groups, int channels, double eps) {
        if (channels % groups != 0) {
            throw new IllegalArgumentException(
                    name + ": " + channels + " channels cannot be divided into " + groups + " groups");
        }
        this.weight = name + ".weight";
        this.bias = name + ".bias";
        this.groups = groups;
        this.channels = channels;
        this.eps = eps;
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        shapes.put(weight, new Shape(channels));
        shapes.put(bias, new Shape(channels));
    }

    /**
     * Normalizes.
     *
     * @param x shape (n, channels, ...)
     * @return the same shape
     */
    public NDArray forward(NDArray x, Parameters p) {
        return Scope.run(() -> scaled(x, p));
    }

    /** {@link #forward}, then SiLU. */
    public NDArray forwardSilu(NDArray x, Parameters p) {
        return Scope.run(() -> Activation.SILU.apply(scaled(x, p)));
    }

    private NDArray scaled(NDArray x, Parameters p) {
        Shape shape = x.getShape();
        long rows = shape.get(0) * groups;
        Shape row = new Shape(shape.size() / rows);
        NDArray flat = x.reshape(rows, row.get(0));
        PtNDArray normal = JniUtils.layerNorm((PtNDArray) flat, row, NoTensor.INSTANCE, NoTensor.INSTANCE, eps);
        long[] perChannel = new long[shape.dimension() - 1];
        Arrays.fill(perChannel, 1);
        perChannel[0] = channels;
        NDArray y = normal.reshape(shape);
        NDArray w = p.get(weight, new Shape(perChannel));
        NDArray b = p.get(bias, new Shape(perChannel));
        return JniUtils.isGradMode() ? y.mul(w).add(b) : y.muli(w).addi(b);
    }
}
