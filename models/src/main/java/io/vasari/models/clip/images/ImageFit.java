package io.vasari.models.clip.images;

import io.vasari.models.ImageShape;
import java.util.Arrays;

/**
 * Brings images to the shape that a network reads: bicubic resampling to exactly its width and height, grey as equal red, green
 * and blue, colours as their luma by ITU-R BT.601. An image that has the shape keeps its bytes.
 */
public final class ImageFit {

    private ImageFit() {}

    /**
     * Converts images.
     *
     * @param pixels image by image, row-major, channels side by side; at least {@code count * from.bytes()} of them
     * @param from their shape, of 1 channel or 3
     * @param to the wanted shape, of 1 channel or 3
     * @return {@code count * to.bytes()} values, or the given array where nothing is to be done
     * @throws IllegalArgumentException if there are fewer pixels than that, or other numbers of channels
     */
    public static byte[] fit(byte[] pixels, ImageShape from, int count, ImageShape to) {
        check(pixels, from, count);
        if (to.channels() != 1 && to.channels() != RgbImage.CHANNELS) {
            throw new IllegalArgumentException("images of " + to.channels() + " channels, supported are 1 and 3");
        }
        if (from.equals(to)) {
            return pixels;
        }
        byte[] fitted = new byte[Math.multiplyExact(count, to.bytes())];
        for (int i = 0; i < count; i++) {
            RgbImage image = rgb(pixels, from, i);
            RgbImage resized = BicubicResize.resize(
                    image, to.widthPixels(), to.heightPixels(), new Window(0, 0, to.widthPixels(), to.heightPixels()));
            if (to.channels() == RgbImage.CHANNELS) {
                System.arraycopy(resized.rgb(), 0, fitted, i * to.bytes(), to.bytes());
            } else {
                for (int p = 0; p < to.bytes(); p++) {
                    fitted[i * to.bytes() + p] = (byte) luma(resized.rgb(), p * RgbImage.CHANNELS);
                }
            }
        }
        return fitted;
    }

    /** One of several images, in colour. */
    public static RgbImage rgb(byte[] pixels, ImageShape shape, int image) {
        int first = image * shape.bytes();
        if (shape.channels() == RgbImage.CHANNELS) {
            return new RgbImage(
                    shape.widthPixels(),
                    shape.heightPixels(),
                    Arrays.copyOfRange(pixels, first, first + shape.bytes()));
        }
        byte[] rgb = new byte[shape.bytes() * RgbImage.CHANNELS];
        for (int p = 0; p < shape.bytes(); p++) {
            Arrays.fill(rgb, p * RgbImage.CHANNELS, (p + 1) * RgbImage.CHANNELS, pixels[first + p]);
        }
        return new RgbImage(shape.widthPixels(), shape.heightPixels(), rgb);
    }

    /** @throws IllegalArgumentException if there are too few pixels, or neither 1 nor 3 channels */
    public static void check(byte[] pixels, ImageShape shape, int count) {
        if (shape.channels() != 1 && shape.channels() != RgbImage.CHANNELS) {
            throw new IllegalArgumentException("images of " + shape.channels() + " channels, supported are 1 and 3");
        }
        if (count < 0 || (long) count * shape.bytes() > pixels.length) {
            throw new IllegalArgumentException(pixels.length + " bytes for " + count + " images of "
                    + shape.widthPixels() + "x" + shape.heightPixels() + "x" + shape.channels());
        }
    }

    /** Of factors in fixed point that add up to one, so that grey stays as it is. */
    private static int luma(byte[] rgb, int at) {
        int red = Byte.toUnsignedInt(rgb[at]);
        int green = Byte.toUnsignedInt(rgb[at + 1]);
        int blue = Byte.toUnsignedInt(rgb[at + 2]);
        return (red * 19_595 + green * 38_470 + blue * 7_471 + (1 << 15)) >> 16;
    }
}
