package io.vasari.training.cards;

import io.vasari.training.mnist.DigitSet;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Grey images side by side in one PNG, with a gap between them. */
public final class ContactSheet {

    private static final int SIDE = 28;
    private static final int GAP = 2;

    private ContactSheet() {}

    /**
     * Writes a sheet, row by row.
     *
     * @param pixels 784 grey values an image; their number must be a multiple of {@code columns}
     * @param scale pixels of the sheet per pixel of an image, at least 1
     */
    public static void write(byte[] pixels, int columns, int scale, Path file) throws IOException {
        int rows = pixels.length / DigitSet.PIXELS / columns;
        int cell = SIDE * scale + GAP;
        var sheet = new BufferedImage(columns * cell + GAP, rows * cell + GAP, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        for (int i = 0; i < rows * columns; i++) {
            var tile = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            byte[] image = java.util.Arrays.copyOfRange(pixels, i * DigitSet.PIXELS, (i + 1) * DigitSet.PIXELS);
            tile.getRaster().setDataElements(0, 0, SIDE, SIDE, image);
            int x = GAP + i % columns * cell;
            int y = GAP + i / columns * cell;
            graphics.drawImage(tile, x, y, SIDE * scale, SIDE * scale, null);
        }
        graphics.dispose();
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(sheet, "png", file.toFile());
    }
}
