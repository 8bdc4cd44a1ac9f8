package io.vasari.cli.evaluate;

import io.vasari.artifacts.picture.Picture;
import io.vasari.cli.UserError;
import io.vasari.cli.tables.NpyArray;
import io.vasari.cli.tables.NumberTable;
import io.vasari.cli.tables.Problems;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.pixel.GrayImage;
import io.vasari.scores.pixel.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An image from a file: PNG, JPEG, or a table of levels from 0 to 255, a row of it a row of the image.
 *
 * @param gray its luma, not rounded
 * @param colour its pixels, unless its levels have fractions
 */
record PixelImage(GrayImage gray, Optional<RgbImage> colour) {
    private static final int CHANNELS = 3;
    private static final double WHITEST = 255;

    /** Whether a file has the name of a PNG or a JPEG. */
    static boolean isPicture(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    /** @throws UserError naming the file and what is wrong with it */
    static PixelImage read(Path file) {
        if (isPicture(file)) {
            return picture(file);
        }
        if (NumberTable.isNumpy(file)) {
            NpyArray array = NpyArray.read(file);
            List<Integer> shape = array.shape();
            if (shape.contains(0) || shape.size() != 2 && !(shape.size() == 3 && shape.get(2) == CHANNELS)) {
                throw Problems.of(
                        file, "has the shape " + shape + ", an image is [height, width] or [height, width, 3]");
            }
            requireLevels(file, array.values());
            return shape.size() == 2
                    ? gray(shape.get(1), shape.get(0), array.values())
                    : rgb(file, shape.get(1), shape.get(0), array.values());
        }
        Rows rows = NumberTable.read(file, 1);
        requireLevels(file, rows.toArray());
        return gray(rows.dimension(), rows.count(), rows.toArray());
    }

    private static PixelImage picture(Path file) {
        try {
            Picture picture = Picture.read(Files.readAllBytes(file));
            byte[] bytes = picture.pixels(picture.width(), picture.height(), CHANNELS);
            return of(RgbImage.of(picture.width(), picture.height(), bytes));
        } catch (IllegalArgumentException e) {
            throw Problems.of(file, "is " + e.getMessage() + "; PNGs and JPEGs are read, and tables of levels");
        } catch (IOException e) {
            throw Problems.of(file, "cannot be read: " + (Files.exists(file) ? e.toString() : "there is no such file"));
        }
    }

    private static PixelImage of(RgbImage image) {
        return new PixelImage(image.gray(), Optional.of(image));
    }

    private static void requireLevels(Path file, double[] levels) {
        double least = Arrays.stream(levels).min().orElse(0);
        double most = Arrays.stream(levels).max().orElse(0);
        if (least < 0 || most > WHITEST) {
            throw Problems.of(file, "has levels from " + least + " to " + most + "; they are 0, black, to 255, white");
        }
        if (most <= 1 && !isWhole(levels)) {
            throw Problems.of(
                    file, "has levels from " + least + " to " + most + " with fractions; multiply them by 255");
        }
    }

    private static boolean isWhole(double[] levels) {
        return Arrays.stream(levels).allMatch(level -> level == Math.rint(level));
    }

    private static PixelImage gray(int width, int height, double[] levels) {
        var gray = GrayImage.of(width, height, levels);
        if (!isWhole(levels)) {
            return new PixelImage(gray, Optional.empty());
        }
        var bytes = new byte[CHANNELS * levels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) levels[i / CHANNELS];
        }
        return new PixelImage(gray, Optional.of(RgbImage.of(width, height, bytes)));
    }

    private static PixelImage rgb(Path file, int width, int height, double[] levels) {
        if (!isWhole(levels)) {
            throw Problems.of(file, "has levels of colour with fractions; round them, array.round().astype('u1')");
        }
        var bytes = new byte[levels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) levels[i];
        }
        return of(RgbImage.of(width, height, bytes));
    }
}
