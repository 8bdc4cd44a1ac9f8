package io.vasari.cli.tables;

import io.vasari.scores.linear.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** A table of finite numbers, one row a sample: CSV, with or without a line of names, or a NumPy array. */
public final class NumberTable {
    private NumberTable() {}

    /**
     * Reads a file; what it is follows from its first bytes.
     *
     * @return at least {@code leastRows} rows
     * @throws io.vasari.cli.UserError naming file, line and column of what is wrong
     */
    public static Rows read(Path file, int leastRows) {
        Rows rows = isNumpy(file) ? NpyFile.read(file) : csv(file);
        if (rows.count() < leastRows) {
            throw Problems.of(
                    file,
                    "has " + rows.count() + (rows.count() == 1 ? " row" : " rows") + " of numbers, it takes at least "
                            + leastRows + ", one a sample");
        }
        return rows;
    }

    private static boolean isNumpy(Path file) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
            return true;
        }
        if (Files.isDirectory(file)) {
            throw Problems.of(file, "is a folder; name a CSV file or a NumPy array (.npy)");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return NpyFile.isMagic(in.readNBytes(NpyFile.MAGIC_BYTES));
        } catch (IOException e) {
            throw CsvReader.unreadable(file, e);
        }
    }

    private static Rows csv(Path file) {
        try (var csv = CsvReader.open(file)) {
            CsvReader.Line first = csv.next().orElseThrow(() -> Problems.of(file, "is empty; it takes a row a sample"));
            int columns = first.cells().size();
            boolean named = first.cells().stream().noneMatch(NumberTable::isNumber);
            List<String> names = named
                    ? first.cells()
                    : IntStream.rangeClosed(1, columns)
                            .mapToObj(Integer::toString)
                            .toList();
            var numbers = new NumberList(file, columns);
            Optional<CsvReader.Line> line = named ? csv.next() : Optional.of(first);
            for (; line.isPresent(); line = csv.next()) {
                requireWidth(file, line.get(), columns, first.number());
                numbers.add(line.get().number(), line.get().cells(), names);
            }
            return numbers.rows();
        }
    }

    static void requireWidth(Path file, CsvReader.Line line, int columns, long firstLine) {
        if (line.cells().size() != columns) {
            throw Problems.of(
                    file,
                    line.number(),
                    "has " + line.cells().size() + (line.cells().size() == 1 ? " cell" : " cells") + ", line "
                            + firstLine + " has " + columns + "; every row must have as many");
        }
    }

    private static boolean isNumber(String cell) {
        if (cell.isEmpty()) {
            return true;
        }
        String lower = cell.toLowerCase(Locale.ROOT);
        if (lower.equals("nan") || lower.matches("[+-]?inf(inity)?")) {
            return true;
        }
        try {
            Double.parseDouble(cell);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
