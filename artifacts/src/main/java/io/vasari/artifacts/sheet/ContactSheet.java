package io.vasari.artifacts.sheet;

import io.vasari.artifacts.png.Pixels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Draws pictures in a grid, row by row, without a display. Cells are as large as the largest picture.
 *
 * @param columns at least 1; fewer pictures than that make a narrower sheet
 * @param scale every pixel becomes a square of this many, 1 to 32, without smoothing
 * @param gapPixels between and around the cells, 0 to 64
 */
public record ContactSheet(int columns, int scale, int gapPixels) {
    private static final Color PAPER = new Color(0x40, 0x44, 0x4B);

    /** A bound on the memory of one sheet: 256 MB. */
    private static final long MAX_SHEET_PIXELS = 64L << 20;

    public ContactSheet {
        require("columns", columns, 1, 10_000);
        require("scale", scale, 1, 32);
        require("gapPixels", gapPixels, 0, 64);
    }

    /**
     * The sheet as a PNG.
     *
     * @param images at least one
     * @throws IllegalArgumentException when there is none, or the sheet would be larger than 64 million pixels
     */
    public byte[] png(List<BufferedImage> images) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(draw(images), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** As {@link #png}, for pictures that are PNGs themselves. */
    public byte[] pngOf(List<byte[]> pngs) {
        if (!pngs.isEmpty()) {
            // Before all are decoded: the first tells how large the sheet will be at least.
            var first = read(pngs.get(0));
            requireFits(pngs.size(), first.getWidth() * scale, first.getHeight() * scale);
        }
        return png(pngs.stream().map(ContactSheet::read).toList());
    }

    /**
     * As {@link #png}, for raw pictures.
     *
     * @param pictures of that shape, all of them
     */
    public byte[] pngOfPixels(List<byte[]> pictures, Pixels shape) {
        requireFits(pictures.size(), shape.width() * scale, shape.height() * scale);
        return png(pictures.stream().map(pixels -> image(pixels, shape)).toList());
    }

    private static BufferedImage image(byte[] pixels, Pixels shape) {
        if (pixels.length != shape.sizeBytes()) {
            throw new IllegalArgumentException(
                    "a picture of " + pixels.length + " bytes, it must have " + shape.sizeBytes() + " for " + shape);
        }
        var image = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < shape.width() * shape.height(); i++) {
            int rgb = 0;
            for (int channel = 0; channel < 3; channel++) {
                int at = i * shape.channels() + Math.min(channel, shape.channels() - 1);
                rgb = rgb << 8 | Byte.toUnsignedInt(pixels[at]);
            }
            image.setRGB(i % shape.width(), i / shape.width(), rgb);
        }
        return image;
    }

    /** The sheet as an image in RGB. */
    public BufferedImage draw(List<BufferedImage> images) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("a contact sheet needs at least one picture");
        }
        int cellWidth =
                scale * images.stream().mapToInt(BufferedImage::getWidth).max().getAsInt();
        int cellHeight =
                scale * images.stream().mapToInt(BufferedImage::getHeight).max().getAsInt();
        int across = Math.min(columns, images.size());
        requireFits(images.size(), cellWidth, cellHeight);
        var sheet = new BufferedImage(
                side(across, cellWidth), side(rows(images.size()), cellHeight), BufferedImage.TYPE_INT_RGB);
        var pen = sheet.createGraphics();
        pen.setColor(PAPER);
        pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int i = 0; i < images.size(); i++) {
            var image = images.get(i);
            int x = gapPixels + i % across * (cellWidth + gapPixels);
            int y = gapPixels + i / across * (cellHeight + gapPixels);
            pen.drawImage(image, x, y, image.getWidth() * scale, image.getHeight() * scale, null);
        }
        pen.dispose();
        return sheet;
    }

    private void requireFits(int count, int cellWidth, int cellHeight) {
        long width = gapPixels + (long) Math.min(columns, count) * (cellWidth + gapPixels);
        long height = gapPixels + (long) rows(count) * (cellHeight + gapPixels);
        if (width * height > MAX_SHEET_PIXELS) {
            throw new IllegalArgumentException("a sheet of " + width + " x " + height + " pixels is over the limit of "
                    + MAX_SHEET_PIXELS + "; take fewer pictures or a smaller scale");
        }
    }

    private int rows(int count) {
        int across = Math.max(1, Math.min(columns, count));
        return (count + across - 1) / across;
    }

    private int side(int cells, int cellPixels) {
        return gapPixels + cells * (cellPixels + gapPixels);
    }

    private static BufferedImage read(byte[] png) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(png));
            if (image == null) {
                throw new IllegalArgumentException("not a picture: " + png.length + " bytes without a known signature");
            }
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + ", it must be " + min + " to " + max);
        }
    }
}
