package io.vasari.training.steps;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;

/** Numbers of a tensor where the engine keeps them: what is written is in the tensor. */
final class NativeFloats {

    private NativeFloats() {}

    static FloatBuffer of(NDArray tensor) {
        return tensor.toByteBuffer(true).asFloatBuffer();
    }
}
