package io.vasari.training.cards;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Square colour images side by side in one PNG, with a gap between them. */
public final class ColourSheet {

    private static final int GAP = 2;

    private ColourSheet() {}

    /**
     * Writes a sheet, row by row.
     *
     * @param images RGB bytes of each, all of one size; at least one
     * @param side width and height of an image in pixels
     * @param scale pixels of the sheet per pixel of an image, at least 1
     */
    public static void write(List<byte[]> images, int side, int columns, int scale, Path file) throws IOException {
        int rows = (images.size() + columns - 1) / columns;
        int cell = side * scale + GAP;
        var sheet = new BufferedImage(columns * cell + GAP, rows * cell + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        for (int i = 0; i < images.size(); i++) {
            int x = GAP + i % columns * cell;
            int y = GAP + i / columns * cell;
            graphics.drawImage(tile(images.get(i), side), x, y, side * scale, side * scale, null);
        }
        graphics.dispose();
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(sheet, "png", file.toFile());
    }

    private static BufferedImage tile(byte[] pixels, int side) {
        var tile = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < side * side; p++) {
            int rgb = (pixels[3 * p] & 0xFF) << 16 | (pixels[3 * p + 1] & 0xFF) << 8 | (pixels[3 * p + 2] & 0xFF);
            tile.setRGB(p % side, p / side, rgb);
        }
        return tile;
    }
}
