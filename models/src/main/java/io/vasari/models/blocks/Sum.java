package io.vasari.models.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Adds, in place where no gradients are recorded. */
final class Sum {

    private Sum() {}

    /**
     * The sum.
     *
     * @param fresh a tensor that nobody else reads; it is overwritten unless gradients are recorded
     * @param other a tensor of a shape that broadcasts to that of {@code fresh}
     */
    static NDArray into(NDArray fresh, NDArray other) {
        return JniUtils.isGradMode() ? fresh.add(other) : fresh.addi(other);
    }
}
