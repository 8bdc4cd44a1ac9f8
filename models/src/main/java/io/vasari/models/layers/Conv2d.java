package io.vasari.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.vasari.models.weights.Parameters;
import java.util.Map;

/** A square convolution with the tensors {@code name.weight} of shape (out, in, kernel, kernel) and {@code name.bias}. */
public final class Conv2d implements Layer {

    private static final Shape ONE = new Shape(1, 1);
    private static final long[] RIGHT_AND_BOTTOM = {0, 1, 0, 1};

    private final String weight;
    private final String bias;
    private final Shape shape;
    private final boolean biased;
    private final Shape stride;
    private final Shape padding;
    private final boolean padsRightAndBottom;
    private final boolean mapsPixels;

    private Conv2d(String name, Shape shape, boolean biased, int stride, int padding, boolean padsRightAndBottom) {
        this.weight = name + ".weight";
        this.bias = name + ".bias";
        this.shape = shape;
        this.biased = biased;
        this.stride = new Shape(stride, stride);
        this.padding = new Shape(padding, padding);
        this.padsRightAndBottom = padsRightAndBottom;
        this.mapsPixels = shape.get(2) == 1 && stride == 1;
    }

    /** Keeps height and width: stride 1, padded by half of an odd kernel. */
    public static Conv2d same(String name, int in, int out, int kernel) {
        return new Conv2d(name, new Shape(out, in, kernel, kernel), true, 1, (kernel - 1) / 2, false);
    }

    /**
     * Halves height and width with a 3x3 kernel.
     *
     * @param padding on every side; 0 pads one column on the right and one row at the bottom instead
     */
    public static Conv2d halving(String name, int in, int out, int padding) {
        return new Conv2d(name, new Shape(out, in, 3, 3), true, 2, padding, padding == 0);
    }

    /** Cuts into patches that do not overlap: stride is the kernel, no bias. */
    public static Conv2d patches(String name, int in, int out, int side) {
        return new Conv2d(name, new Shape(out, in, side, side), false, side, 0, false);
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        shapes.put(weight, shape);
        if (biased) {
            shapes.put(bias, new Shape(shape.get(0)));
        }
    }

    /**
     * Convolves.
     *
     * @param x shape (n, in, height, width)
     * @return shape (n, out, height', width')
     */
    public NDArray forward(NDArray x, Parameters p) {
        PtNDArray padded = padsRightAndBottom ? JniUtils.pad((PtNDArray) x, RIGHT_AND_BOTTOM, 0) : (PtNDArray) x;
        PtNDArray b = biased ? (PtNDArray) p.get(bias) : NoTensor.INSTANCE;
        if (mapsPixels && DirectLinear.pays(x.size() * shape.get(0), x)) {
            return DirectLinear.forwardPixels(x, p.get(weight), b);
        }
        return JniUtils.convolution(padded, (PtNDArray) p.get(weight), b, stride, padding, ONE, 1);
    }
}
