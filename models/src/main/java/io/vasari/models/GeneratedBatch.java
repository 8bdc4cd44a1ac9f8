package io.vasari.models;

import java.util.Arrays;

/**
 * Images in the order in which they were asked for.
 *
 * @param count number of images
 * @param shape of each
 * @param pixels 8-bit values, image by image, row-major, channels interleaved; {@code count * shape.bytes()} of them
 * @param belief per image, how real the model's discriminator finds it, 0 fake to 1 real; empty without a discriminator
 */
public record GeneratedBatch(int count, ImageShape shape, byte[] pixels, float[] belief) {

    public GeneratedBatch {
        if (pixels.length != count * shape.bytes() || (belief.length != 0 && belief.length != count)) {
            throw new IllegalArgumentException(
                    count + " images with " + pixels.length + " bytes and " + belief.length + " beliefs");
        }
    }

    /** Whether the model has a discriminator and was asked for its belief. */
    public boolean hasBelief() {
        return belief.length != 0;
    }

    /** A copy of one image's bytes. */
    public byte[] image(int position) {
        return Arrays.copyOfRange(pixels, position * shape.bytes(), (position + 1) * shape.bytes());
    }
}
