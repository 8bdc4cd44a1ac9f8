package io.vasari.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * {@code y = x W' + b} for inference, which on a CPU runs as a convolution.
 *
 * <p>The matrix product of the engine's CPU build is MKL's, which may take slower kernels on processors of other
 * makers than its own; the convolutions are oneDNN's, which looks at what the processor can do. A dilation, which does
 * nothing to kernels of size 1, is what makes the engine hand the convolution to oneDNN.
 */
public final class DirectLinear {

    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NO_PADDING = new Shape(0, 0);
    private static final Shape DILATION = new Shape(1, 2);

    /** Measured on one thread: from about here a slower product costs more than the 30 us that a convolution takes to begin. */
    private static final long WORTHWHILE_MULTIPLICATIONS = 1 << 22;

    private DirectLinear() {}

    /**
     * Whether a convolution is the faster way, and allowed: not where gradients are recorded, nor on a GPU.
     *
     * @param multiplications of the product
     */
    static boolean pays(long multiplications, NDArray x) {
        return multiplications >= WORTHWHILE_MULTIPLICATIONS
                && !JniUtils.isGradMode()
                && !x.getManager().getDevice().isGpu();
    }

    /**
     * Maps tokens, which become the pixels of images of one column. Records no gradients.
     *
     * @param x shape (n, length, in)
     * @param weight shape (out, in, 1, 1)
     * @param bias shape (out), or {@link NoTensor}
     * @return shape (n, length, out), on the manager of {@code x}
     */
    static NDArray forwardTokens(NDArray x, NDArray weight, PtNDArray bias) {
        Shape shape = x.getShape();
        long out = weight.getShape().get(0);
        PtNDArray image = JniUtils.reshape((PtNDArray) x, new long[] {shape.get(0), shape.get(1), 1, shape.get(2)});
        PtNDArray product = forwardPixels(JniUtils.permute(image, new long[] {0, 3, 1, 2}), weight, bias);
        return JniUtils.reshape(
                JniUtils.permute(product, new long[] {0, 2, 3, 1}), new long[] {shape.get(0), shape.get(1), out});
    }

    /**
     * Maps pixels. Records no gradients.
     *
     * @param x shape (n, in, height, width)
     * @param weight shape (out, in, 1, 1)
     * @param bias shape (out), or {@link NoTensor}
     * @return shape (n, out, height, width), on the manager of {@code x}
     */
    static PtNDArray forwardPixels(NDArray x, NDArray weight, PtNDArray bias) {
        return JniUtils.convolution((PtNDArray) x, (PtNDArray) weight, bias, ONE, NO_PADDING, DILATION, 1);
    }

    /**
     * Maps rows, best where they are few and the weights large: seen as an image of one column whose pixels are W's rows, W
     * needs no reordering, and the rows of x are the kernels. Records no gradients.
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
