package io.vasari.training.cards;

import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.sheet.ContactSheet;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Pictures side by side in one PNG of a card. */
public final class SheetFile {

    private static final int GAP_PIXELS = 2;

    private SheetFile() {}

    /**
     * Writes a sheet, row by row, and the folders above it.
     *
     * @param images 8-bit values of each, all of the shape; at least one
     * @param scale pixels of the sheet per pixel of an image, 1 to 32
     */
    public static void write(List<byte[]> images, ImageShape shape, int columns, int scale, Path file)
            throws IOException {
        var pixels = new Pixels(shape.widthPixels(), shape.heightPixels(), shape.channels());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, new ContactSheet(columns, scale, GAP_PIXELS).pngOfPixels(images, pixels));
    }

    /** As above, for all images of a batch. */
    public static void write(GeneratedBatch batch, int columns, int scale, Path file) throws IOException {
        write(IntStream.range(0, batch.count()).mapToObj(batch::image).toList(), batch.shape(), columns, scale, file);
    }
}
