package io.vasari.artifacts.picture;

import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngEncoder;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** An image that somebody brought, decoded: rows from the top, pixels as 0xAARRGGBB. */
public final class Picture {
    /** A bound on what a small file may ask for: 16 MiB once decoded. */
    public static final int MAX_SIDE_PIXELS = 2048;

    private static final int WHITE = 0xFFFFFF;
    private static final int HALF = 128;

    private final int width;
    private final int height;
    private final int[] argb;

    Picture(int width, int height, int[] argb) {
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    /**
     * Reads a PNG or a JPEG.
     *
     * @throws IllegalArgumentException when it is neither, damaged, or larger than {@link #MAX_SIDE_PIXELS}
     */
    public static Picture read(byte[] file) {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IllegalArgumentException(file.length + " bytes that are no image");
            }
            var reader = readers.next();
            try {
                // Only a warning tells of a JPEG that ends half-way.
                reader.addIIOReadWarningListener((source, warning) -> {
                    throw new IllegalArgumentException("a damaged image (" + warning + ")");
                });
                reader.setInput(in, true, true);
                requireSize(reader.getWidth(0), reader.getHeight(0));
                return of(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("a damaged image (" + e.getMessage() + ")", e);
        }
    }

    private static Picture of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        var argb = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                ? grey(image)
                : image.getRGB(0, 0, width, height, null, 0, width);
        return new Picture(width, height, argb);
    }

    /** As stored: {@link BufferedImage#getRGB} takes grey for linear light and makes it lighter. */
    private static int[] grey(BufferedImage image) {
        var raster = image.getRaster();
        int whitest = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        var argb = new int[image.getWidth() * image.getHeight()];
        for (int i = 0; i < argb.length; i++) {
            int x = i % image.getWidth();
            int y = i / image.getWidth();
            int grey = raster.getSample(x, y, 0) * 0xFF / whitest;
            int alpha = raster.getNumBands() > 1 ? raster.getSample(x, y, 1) * 0xFF / whitest : 0xFF;
            argb[i] = alpha << 24 | grey << 16 | grey << 8 | grey;
        }
        return argb;
    }

    private static void requireSize(int width, int height) {
        if (width > MAX_SIDE_PIXELS || height > MAX_SIDE_PIXELS) {
            throw new IllegalArgumentException("an image of " + width + " x " + height + " pixels, where at most "
                    + MAX_SIDE_PIXELS + " x " + MAX_SIDE_PIXELS + " are read");
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public boolean isTransparentSomewhere() {
        return Arrays.stream(argb).anyMatch(pixel -> pixel >>> 24 < HALF);
    }

    /** White where this one is transparent, black elsewhere. */
    public Picture holes() {
        return new Picture(
                width,
                height,
                Arrays.stream(argb)
                        .map(pixel -> 0xFF << 24 | (pixel >>> 24 < HALF ? WHITE : 0))
                        .toArray());
    }

    /**
     * Its pixels at another size: scaled until it covers that size, by the mean of the area that a pixel comes from, and cut
     * to it around the centre. What is transparent becomes white.
     *
     * @param channels 1 for grey, 3 for RGB
     * @return row by row from the top, a byte a channel
     */
    public byte[] pixels(int width, int height, int channels) {
        int[] rgb = new Scaling(this, width, height).rgb();
        var bytes = new byte[rgb.length * channels];
        for (int i = 0, at = 0; i < rgb.length; i++) {
            if (channels == 1) {
                bytes[at++] = (byte) grey(rgb[i]);
            } else {
                bytes[at++] = (byte) (rgb[i] >> 16);
                bytes[at++] = (byte) (rgb[i] >> 8);
                bytes[at++] = (byte) rgb[i];
            }
        }
        return bytes;
    }

    /** As {@link #pixels} of one channel in which every pixel is black or, from half grey on, white. */
    public byte[] mask(int width, int height) {
        byte[] mask = pixels(width, height, 1);
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (Byte.toUnsignedInt(mask[i]) < HALF ? 0 : 0xFF);
        }
        return mask;
    }

    /** {@link #pixels} as a PNG. */
    public byte[] png(int width, int height, int channels) {
        return encode(pixels(width, height, channels), new Pixels(width, height, channels));
    }

    /** {@link #mask} as a PNG. */
    public byte[] maskPng(int width, int height) {
        return encode(mask(width, height), new Pixels(width, height, 1));
    }

    /** One channel of a pixel in front of white: 16 is red, 8 green, 0 blue. */
    int channel(int x, int y, int shift) {
        int pixel = argb[y * width + x];
        int alpha = pixel >>> 24;
        return ((pixel >>> shift & 0xFF) * alpha + 0xFF * (0xFF - alpha)) / 0xFF;
    }

    private static byte[] encode(byte[] bytes, Pixels shape) {
        try (var encoder = new PngEncoder(shape)) {
            return encoder.encoded(bytes, 0);
        }
    }

    /** Luma of ITU-R BT.601, 0 to 255. */
    private static int grey(int rgb) {
        return (299 * (rgb >> 16 & 0xFF) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF) + 500) / 1000;
    }
}
