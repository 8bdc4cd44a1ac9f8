package io.vasari.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * {@code y = x W' + b} for inference with large weights and few rows, which on a CPU runs as a convolution.
 *
 * <p>The matrix product of the engine's CPU build is MKL's, which may take slower kernels on processors of other
 * makers than its own; the convolutions are oneDNN's, which looks at what the processor can do. Seen as an image of one column
 * whose pixels are W's rows, W needs no reordering, and the rows of x are the kernels, of size 1. A dilation, which does
 * nothing to such kernels, is what makes the engine hand the convolution to oneDNN.
 */
public final class DirectLinear {

    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NO_PADDING = new Shape(0, 0);
    private static final Shape DILATION = new Shape(1, 2);

    private DirectLinear() {}

    /**
     * Maps rows. Records no gradients.
     *
     * @param x shape (n, in)
     * @param weight shape (out, in), contiguous
     * @param bias shape (out)
     * @return shape (n, out), perhaps with its columns contiguous instead of its rows; on the manager of {@code x}
     */
    public static NDArray forward(NDArray x, NDArray weight, NDArray bias) {
        if (weight.getDevice().isGpu()) {
            return JniUtils.linear((PtNDArray) x, (PtNDArray) weight, (PtNDArray) bias);
        }
        long rows = x.getShape().get(0);
        long in = weight.getShape().get(1);
        long out = weight.getShape().get(0);
        NDArray image = weight.reshape(1, out, 1, in);
        image.attach(x.getManager());
        NDArray product = JniUtils.convolution(
                (PtNDArray) image.transpose(0, 3, 1, 2),
                (PtNDArray) x.reshape(rows, in, 1, 1),
                null,
                ONE,
                NO_PADDING,
                DILATION,
                1);
        return product.reshape(rows, out).addi(bias);
    }
}
