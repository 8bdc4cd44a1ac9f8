package io.vasari.models.layers;

import ai.djl.ndarray.NDArray;
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

    /** A new tensor of the same shape; {@code x} keeps its values. */
    public abstract NDArray apply(NDArray x);

    private static NDArray gate(NDArray x, NDArray sigmoid) {
        return JniUtils.isGradMode() ? x.mul(sigmoid) : sigmoid.muli(x);
    }
}
