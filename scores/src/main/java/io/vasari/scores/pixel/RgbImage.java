package io.vasari.scores.pixel;

/** sRGB pixels, three bytes each, 0 to 255 unsigned, row after row. Immutable. */
public final class RgbImage {
    private final int width;
    private final int height;
    private final byte[] bytes;

    private RgbImage(int width, int height, byte[] bytes) {
        this.width = width;
        this.height = height;
        this.bytes = bytes;
    }

    /**
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @param bytes red, green, blue of each pixel
     */
    public static RgbImage of(int width, int height, byte[] bytes) {
        if (width < 1 || height < 1 || bytes.length != 3 * width * height) {
            throw new IllegalArgumentException(
                    bytes.length + " bytes are not an RGB image of " + width + " x " + height);
        }
        return new RgbImage(width, height, bytes.clone());
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    int pixels() {
        return width * height;
    }

    /** @param channel 0 red, 1 green, 2 blue */
    int get(int pixel, int channel) {
        return bytes[3 * pixel + channel] & 0xFF;
    }

    /** @param pixel counted row after row from the top left */
    public Lab lab(int pixel) {
        return Lab.ofSrgb(get(pixel, 0), get(pixel, 1), get(pixel, 2));
    }

    /** Luma of one pixel, 0 to 255. */
    public double luma(int pixel) {
        return 0.299 * get(pixel, 0) + 0.587 * get(pixel, 1) + 0.114 * get(pixel, 2);
    }

    /** Luma 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601). */
    public GrayImage gray() {
        var luma = new double[pixels()];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = luma(i);
        }
        return GrayImage.of(width, height, luma);
    }

    void requireSize(RgbImage other) {
        if (other.width != width || other.height != height) {
            throw new IllegalArgumentException("an image of %d x %d cannot be compared with one of %d x %d"
                    .formatted(width, height, other.width, other.height));
        }
    }
}
