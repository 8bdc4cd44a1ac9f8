package io.vasari.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;

/** The nonlinearities that configurations name. */
public enum Activation {
    /** x sigmoid(x). */
    SILU {
        @Override
        public NDArray apply(NDArray x) {
            return gate(x, x.getNDArrayInternal().sigmoid());
        }
    },
    /** x times the normal distribution function of x, by erf. */
    GELU {
        @Override
        public NDArray apply(NDArray x) {
            return x.getNDArrayInternal().gelu();
        }
    },
    /** x sigmoid(1.702 x), as the first CLIP models have it. */
    QUICK_GELU {
        @Override
        public NDArray apply(NDArray x) {
            return gate(x, Scaling.of(x, 1.702).getNDArrayInternal().sigmoid());
        }
    };

    /** More than an exponential can be of in single precision, in as many numbers as its vector code wants. */
    private static final float OVERFLOWS = -1_000;

    private static final Shape VECTORS = new Shape(64);

    /**
     * Keeps the sigmoid fast on a CPU with AVX-512; to be called once a pass.
     *
     * <p>The engine's exponential (Sleef, {@code expf16}) ends with a load of the constant infinity under a mask that is empty
     * unless a number overflows. Such a load does not count as an access, so the page of the constant may not be marked as
     * accessed; then the processor stops to look at each of these loads. Sigmoids took four times as long for that, and passes
     * of a UNet a fifth longer, from some moment on until somebody read the constant. A number that overflows reads it.
     */
    public static void readOverflow(NDManager manager) {
        if (!manager.getDevice().isGpu()) {
            manager.full(VECTORS, OVERFLOWS).getNDArrayInternal().sigmoid();
        }
    }

    /** A new tensor of the same shape; {@code x} keeps its values. */
    public abstract NDArray apply(NDArray x);

    private static NDArray gate(NDArray x, NDArray sigmoid) {
        return JniUtils.isGradMode() ? x.mul(sigmoid) : sigmoid.muli(x);
    }
}
