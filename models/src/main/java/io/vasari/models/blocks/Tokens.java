package io.vasari.models.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Pixels as a sequence of tokens, row by row. */
final class Tokens {

    private Tokens() {}

    /** From shape (n, c, h, w) to (n, h w, c). */
    static NDArray of(NDArray pixels) {
        Shape shape = pixels.getShape();
        return pixels.reshape(shape.get(0), shape.get(1), -1).transpose(0, 2, 1);
    }

    /** From shape (n, h w, c) back to (n, c, h, w). */
    static NDArray toPixels(NDArray tokens, Shape pixels) {
        return tokens.transpose(0, 2, 1).reshape(pixels);
    }
}
