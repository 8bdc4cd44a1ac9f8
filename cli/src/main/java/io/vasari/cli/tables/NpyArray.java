package io.vasari.cli.tables;

import io.vasari.cli.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An array that NumPy wrote, of any number of dimensions.
 *
 * @param shape its extent along each axis; empty of a single number
 * @param values finite, the last axis fastest
 */
public record NpyArray(List<Integer> shape, double[] values) {
    public NpyArray {
        shape = List.copyOf(shape);
    }

    /** @throws UserError naming the file and what is wrong with it */
    public static NpyArray read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new NpyReader(file, "", in).read(Files.size(file));
        } catch (IOException e) {
            throw CsvReader.unreadable(file, e);
        }
    }

    /** How people write it: {@code (10, 4)}, {@code (10,)}. */
    String shapeText() {
        return shape.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "(", shape.size() == 1 ? ",)" : ")"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NpyArray that && shape.equals(that.shape) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
