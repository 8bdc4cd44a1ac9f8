package io.vasari.models;

import java.util.Optional;

/**
 * What one sample of an {@link IterativeModel} is to be.
 *
 * @param prompt empty for none
 * @param negativePrompt what to stay away from; empty for nothing
 * @param guidanceScale 1 for no guidance
 * @param steps at least 1
 * @param scheduler for example {@code ddim}; empty for the model's own
 * @param widthPixels of the image
 * @param heightPixels of the image
 * @param start empty to start from pure noise
 */
public record DiffusionRequest(
        String prompt,
        String negativePrompt,
        double guidanceScale,
        int steps,
        Optional<String> scheduler,
        int widthPixels,
        int heightPixels,
        Optional<Start> start) {

    /**
     * An image to start from.
     *
     * @param image pixels as in {@link GeneratedBatch}: of the request's width and height, three channels
     * @param strength 0 leaves it as it is, 1 starts from pure noise
     * @param mask one value a pixel, 0 keeps it and 255 lets it change; empty lets all change
     */
    public record Start(byte[] image, double strength, Optional<byte[]> mask) {}
}
