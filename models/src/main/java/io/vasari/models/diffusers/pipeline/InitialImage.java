package io.vasari.models.diffusers.pipeline;

import io.vasari.models.DiffusionRequest;
import io.vasari.models.ImageShape;
import java.util.Optional;

/**
 * An image that a sample starts from, as latents.
 *
 * @param clean latents of the image
 * @param noise standard normal numbers, as many
 * @param strength 0 leaves the image as it is, 1 takes all steps
 * @param mask per latent pixel: 1 where the sample may change, 0 where the image stays; empty to change all
 */
public record InitialImage(float[] clean, float[] noise, double strength, Optional<float[]> mask) {

    private static final int CHANNELS = 3;

    public InitialImage {
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength is " + strength + ", it must be 0 to 1");
        }
    }

    /**
     * Encodes an image.
     *
     * @param shape of the latents that are to be painted
     * @param noise standard normal numbers, as many
     * @param encoding as many again: where in its distribution the image is encoded to
     * @throws IllegalArgumentException naming what of the start does not fit, and what would
     */
    public static InitialImage of(
            DiffusionRequest.Start start, LatentCodec codec, LatentShape shape, float[] noise, float[] encoding) {
        ImageShape image = new ImageShape(shape.width() * codec.factor(), shape.height() * codec.factor(), CHANNELS);
        if (codec.imageChannels() != CHANNELS) {
            throw new IllegalArgumentException("start must be left out: this model makes images of "
                    + codec.imageChannels() + " channel, a start has " + CHANNELS);
        }
        requireBytes("start.image", start.image(), image.bytes());
        start.mask().ifPresent(mask -> requireBytes("start.mask", mask, image.bytes() / CHANNELS));
        return new InitialImage(
                codec.encode(ImageTensor.of(start.image(), image), encoding),
                noise,
                start.strength(),
                start.mask().map(mask -> latentMask(mask, shape, codec.factor())));
    }

    private static void requireBytes(String field, byte[] bytes, int expected) {
        if (bytes.length != expected) {
            throw new IllegalArgumentException(
                    field + " has " + bytes.length + " bytes, it must have " + expected + " for the width and height");
        }
    }

    /**
     * A mask of pixels as one of latents: the top left pixel of each block counts, from half white on.
     *
     * @param pixels one value a pixel, 0 keeps it and 255 lets it change
     */
    private static float[] latentMask(byte[] pixels, LatentShape shape, int factor) {
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
