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

    /** The exponential of its negative is infinite in single precision. */
    private static final float OVERFLOWS = -1_000;

    /** Enough numbers for the vector code. */
    private static final Shape VECTORS = new Shape(64);

    /**
     * Keeps the sigmoid fast on a CPU with AVX-512; to be called once a pass.
     *
     * <p>The engine's exponential (Sleef, {@code expf16}) ends with a load of the constant infinity under a mask that is empty
     * unless a number overflows. In a profile of slow passes nine tenths of the exponential's time lay right after that load, and
     * it took four times as long as in fast ones, a pass of a UNet up to a fifth longer. The likely reason: where the page of
     * the constant is not marked as accessed, the processor stops at each such load, which does not count as an access
     * itself. A number that overflows does read the constant, and with one a pass the slow passes are gone.
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
