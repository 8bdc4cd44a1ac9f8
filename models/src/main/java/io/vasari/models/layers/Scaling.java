package io.vasari.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Multiplies by a number, also where gradients are recorded.
 *
 * <p>The engine's own {@code mul(Number)} wraps memory of Java as a tensor and lets go of it at once; the graph of gradients
 * keeps that tensor, but not the memory, which the next garbage collection frees, so gradients are now and then wrong or
 * NaN. While gradients are recorded the number is therefore copied into memory of the engine.
 */
public final class Scaling {

    private Scaling() {}

    /** A new tensor of the same shape, {@code factor} times {@code x}. */
    public static NDArray of(NDArray x, double factor) {
        if (!JniUtils.isGradMode()) {
            return x.mul((float) factor);
        }
        try (NDArray wrapped = x.getManager().create((float) factor);
                NDArray number = wrapped.duplicate()) {
            return x.mul(number);
        }
    }
}
