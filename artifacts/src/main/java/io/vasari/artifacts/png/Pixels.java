package io.vasari.artifacts.png;

/**
 * The shape of a picture of 8-bit samples: rows from the top, pixels from the left, channels of a pixel side by side.
 *
 * @param width in pixels, 1 to 16384
 * @param height in pixels, 1 to 16384
 * @param channels 1 (grey) or 3 (RGB)
 */
public record Pixels(int width, int height, int channels) {
    /** A bound on what a header may ask a decoder to allocate. */
    public static final int MAX_SIDE = 16384;

    public Pixels {
        requireSide("width", width);
        requireSide("height", height);
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("channels is " + channels + ", it must be 1 (grey) or 3 (RGB)");
        }
        if ((long) height * (1 + (long) width * channels) > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException(width + " x " + height + " x " + channels + " is more than 1 GiB");
        }
    }

    private static void requireSide(String name, int value) {
        if (value < 1 || value > MAX_SIDE) {
            throw new IllegalArgumentException(name + " is " + value + ", it must be 1 to " + MAX_SIDE);
        }
    }

    /** Bytes of one row. */
    public int rowBytes() {
        return width * channels;
    }

    /** Bytes of the whole picture. */
    public int sizeBytes() {
        return rowBytes() * height;
    }

    /** Bytes of the picture with a filter byte before each row, as PNG compresses it. */
    int scanlineBytes() {
        return (rowBytes() + 1) * height;
    }
}
