package io.vasari.training.mnist;

import io.vasari.models.ImageShape;

/**
 * Labelled 28x28 images.
 *
 * @param pixels grey values 0 to 255, row-major, 784 bytes an image
 * @param labels 0 to 9, one an image
 */
public record DigitSet(byte[] pixels, byte[] labels) {

    /** Of one image. */
    public static final ImageShape SHAPE = new ImageShape(28, 28, 1);

    /** Bytes of one image. */
    public static final int PIXELS = 784;

    public int size() {
        return labels.length;
    }

    /** Copies an image, scaled to [-1, 1], to {@code out[offset .. offset + 784)}. */
    public void copyScaled(int image, float[] out, int offset) {
        int from = image * PIXELS;
        for (int i = 0; i < PIXELS; i++) {
            out[offset + i] = (pixels[from + i] & 0xFF) * (1 / 127.5f) - 1;
        }
    }

    /** The first {@code count} images. */
    public DigitSet first(int count) {
        return new DigitSet(java.util.Arrays.copyOf(pixels, count * PIXELS), java.util.Arrays.copyOf(labels, count));
    }
}
