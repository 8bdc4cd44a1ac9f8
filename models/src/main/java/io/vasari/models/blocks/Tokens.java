package io.vasari.models.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Pixels as a sequence of tokens, row by row. */
final class Tokens {

    private static final long[] TURNED = {0, 2, 1};

    private Tokens() {}

    /**
     * To shape (n, h w, c).
     *
     * @param shape of the pixels: (n, c, h, w)
     */
    static NDArray of(NDArray pixels, Shape shape) {
        return turned(pixels.reshape(shape.get(0), shape.get(1), -1));
    }

    /** From shape (n, h w, c) back to (n, c, h, w). */
    static NDArray toPixels(NDArray tokens, Shape pixels) {
        return turned(tokens).reshape(pixels);
    }

    private static NDArray turned(NDArray x) {
        return JniUtils.permute((PtNDArray) x, TURNED);
    }
}
