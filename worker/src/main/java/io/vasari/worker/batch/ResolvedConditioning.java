package io.vasari.worker.batch;

import io.vasari.contracts.Conditioning.TextPrompts;
import java.util.Optional;

/**
 * What the samples of an order are made from besides their noise.
 *
 * @param text of the order's samples alone, whose first is the first of the order's range
 * @param start the pixels of the image that {@code text} starts from
 */
public record ResolvedConditioning(TextPrompts text, Optional<Start> start) {
    /**
     * An image of the order's format.
     *
     * @param rgb three bytes a pixel, row by row
     * @param strength 0 leaves it as it is, 1 starts from pure noise
     * @param mask one byte a pixel, 0 keeps it and 255 lets it change; empty lets all change
     */
    public record Start(byte[] rgb, double strength, Optional<byte[]> mask) {}
}
