package io.vasari.models.clip.images;

/**
 * A picture of 8-bit RGB.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb rows from the top, pixels from the left, red, green and blue of a pixel side by side; not copied
 */
public record RgbImage(int width, int height, byte[] rgb) {

    /** Bytes of a pixel. */
    static final int CHANNELS = 3;

    public RgbImage {
        if (width < 1 || height < 1 || rgb.length != (long) width * height * CHANNELS) {
            throw new IllegalArgumentException(
                    "an RGB image of " + width + " x " + height + " pixels cannot have " + rgb.length + " bytes");
        }
    }

    /** One channel of one pixel, 0 to 255. */
    int level(int x, int y, int channel) {
        return Byte.toUnsignedInt(rgb[(y * width + x) * CHANNELS + channel]);
    }
}
