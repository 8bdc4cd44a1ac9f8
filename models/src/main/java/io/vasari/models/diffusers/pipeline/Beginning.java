package io.vasari.models.diffusers.pipeline;

import java.util.Optional;

/**
 * An image that a sample starts from, as latents.
 *
 * @param clean latents of the image
 * @param noise standard normal numbers, as many
 * @param strength 0 leaves the image as it is, 1 takes all steps
 * @param mask per latent pixel: 1 where the sample may change, 0 where the image stays; empty to change all
 */
public record Beginning(float[] clean, float[] noise, double strength, Optional<float[]> mask) {

    public Beginning {
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength is " + strength + ", it must be 0 to 1");
        }
    }

    /**
     * A mask of pixels as one of latents: the top left pixel of each block counts, from half white on.
     *
     * @param pixels one value a pixel, 0 keeps it and 255 lets it change
     */
    public static float[] latentMask(byte[] pixels, LatentShape shape, int factor) {
        float[] mask = new float[shape.height() * shape.width()];
        for (int i = 0; i < mask.length; i++) {
            int row = i / shape.width() * factor;
            int column = i % shape.width() * factor;
            int value = Byte.toUnsignedInt(pixels[row * shape.width() * factor + column]);
            mask[i] = value > 127 ? 1 : 0;
        }
        return mask;
    }
}
