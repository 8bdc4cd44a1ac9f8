package io.vasari.scores.pixel;

import java.util.Arrays;

/** Luminances, 0 (black) to 255 (white), row after row. Immutable. */
public final class GrayImage {
    private final int width;
    private final int height;
    private final double[] pixels;

    private GrayImage(int width, int height, double[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /**
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @param pixels width times height finite numbers
     */
    public static GrayImage of(int width, int height, double... pixels) {
        if (width < 1 || height < 1 || pixels.length != width * height) {
            throw new IllegalArgumentException(pixels.length + " pixels are not an image of " + width + " x " + height);
        }
        for (int i = 0; i < pixels.length; i++) {
            if (!Double.isFinite(pixels[i])) {
                throw new IllegalArgumentException(
                        "pixel " + i % width + ", " + i / width + " is " + pixels[i] + ", it must be a finite number");
            }
        }
        return new GrayImage(width, height, pixels.clone());
    }

    /** @param pixels one byte each, 0 to 255 unsigned */
    public static GrayImage ofBytes(int width, int height, byte[] pixels) {
        var wide = new double[pixels.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = pixels[i] & 0xFF;
        }
        return of(width, height, wide);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public double get(int x, int y) {
        return pixels[y * width + x];
    }

    public double[] toArray() {
        return pixels.clone();
    }

    /** Scaled by the mean over the area that each new pixel covers. */
    public GrayImage resized(int newWidth, int newHeight) {
        if (newWidth == width && newHeight == height) {
            return this;
        }
        var narrow = resized(pixels, width, height, newWidth);
        var turned = resized(transposed(narrow, newWidth, height), height, newWidth, newHeight);
        return of(newWidth, newHeight, transposed(turned, newHeight, newWidth));
    }

    private static double[] resized(double[] pixels, int width, int height, int newWidth) {
        var scaled = new double[newWidth * height];
        double step = (double) width / newWidth;
        for (int x = 0; x < newWidth; x++) {
            double from = x * step;
            double to = Math.min(width, from + step);
            for (int old = (int) from; old < to; old++) {
                double share = (Math.min(to, old + 1) - Math.max(from, old)) / step;
                for (int y = 0; y < height; y++) {
                    scaled[y * newWidth + x] += share * pixels[y * width + old];
                }
            }
        }
        return scaled;
    }

    private static double[] transposed(double[] pixels, int width, int height) {
        var turned = new double[pixels.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                turned[x * height + y] = pixels[y * width + x];
            }
        }
        return turned;
    }

    void requireSize(GrayImage other) {
        if (other.width != width || other.height != height) {
            throw new IllegalArgumentException("an image of %d x %d cannot be compared with one of %d x %d"
                    .formatted(width, height, other.width, other.height));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GrayImage that
                && width == that.width
                && height == that.height
                && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pixels);
    }
}
