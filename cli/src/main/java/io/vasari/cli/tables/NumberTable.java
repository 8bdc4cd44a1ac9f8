package io.vasari.cli.tables;

import io.vasari.scores.linear.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** A table of finite numbers, one row a sample: CSV, with or without a line of names, or a NumPy array. */
public final class NumberTable {
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private NumberTable() {}

    /**
     * Reads a file; what it is follows from its first bytes.
     *
     * @return at least {@code leastRows} rows
     * @throws io.vasari.cli.UserError naming file, line and column of what is wrong
     */
    public static Rows read(Path file, int leastRows) {
        if (isZip(file)) {
            throw Problems.of(file, "is an archive (.npz); name one array, saved by numpy.save (.npy), or a CSV file");
        }
        Rows rows = isNumpy(file) ? array(file) : CsvTable.read(file);
        if (rows.count() < leastRows) {
            throw Problems.of(
                    file,
                    "has " + rows.count() + (rows.count() == 1 ? " row" : " rows") + " of numbers, it takes at least "
                            + leastRows + ", one a sample");
        }
        return rows;
    }

    /** Whether a file is a NumPy array, by its name or its first bytes. */
    public static boolean isNumpy(Path file) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
            return true;
        }
        return NpyReader.isMagic(start(file, NpyReader.MAGIC_BYTES));
    }

    /** Whether a file is an archive, as {@link NpzFile} reads it. */
    public static boolean isZip(Path file) {
        return Arrays.equals(start(file, ZIP.length), ZIP);
    }

    /** The first bytes of a file, or as many as it has. */
    public static byte[] start(Path file, int bytes) {
        if (Files.isDirectory(file)) {
            throw Problems.of(file, "is a folder; name a CSV file or a NumPy array (.npy)");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(bytes);
        } catch (IOException e) {
            throw CsvReader.unreadable(file, e);
        }
    }

    private static Rows array(Path file) {
        NpyArray array = NpyArray.read(file);
        if (array.shape().size() != 2) {
            throw Problems.of(
                    file,
                    "has the shape " + array.shapeText() + ", it must be (rows, columns), one row a sample; save"
                            + " array.reshape(len(array), -1)");
        }
        int columns = array.shape().get(1);
        if (columns < 1) {
            throw Problems.of(file, "has the shape " + array.shapeText() + "; it takes at least 1 column");
        }
        return Rows.of(columns, array.values());
    }
}
