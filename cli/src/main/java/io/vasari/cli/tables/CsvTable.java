package io.vasari.cli.tables;

import io.vasari.scores.linear.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Numbers in a CSV file, with or without a line of names and a first column that only labels the rows. */
final class CsvTable {
    /** What a column of labels is called by those who write it; pandas leaves its name empty. */
    private static final Set<String> LABELS =
            Set.of("", "unnamed: 0", "index", "id", "name", "file", "filename", "path");

    private static final int LEAST_NUMBERED = 3;

    private CsvTable() {}

    static Rows read(Path file) {
        try (var csv = CsvReader.open(file)) {
            CsvReader.Line first = csv.next().orElseThrow(() -> Problems.of(file, "is empty; it takes a row a sample"));
            Optional<CsvReader.Line> second = csv.next();
            boolean named = isNames(first.cells(), second.map(CsvReader.Line::cells));
            int labels =
                    named && first.cells().size() > 1 && isLabel(first.cells().get(0)) ? 1 : 0;
            int cells = first.cells().size();
            List<String> names = named
                    ? first.cells()
                    : IntStream.rangeClosed(1, cells)
                            .mapToObj(Integer::toString)
                            .toList();
            var numbers = new NumberList(file, cells - labels);
            if (!named) {
                numbers.add(first.number(), first.cells(), names);
            }
            for (Optional<CsvReader.Line> line = second; line.isPresent(); line = csv.next()) {
                requireWidth(file, line.get(), cells, first.number());
                numbers.add(
                        line.get().number(), line.get().cells().subList(labels, cells), names.subList(labels, cells));
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

    /** How many columns before that of a name only label the rows, 0 or 1. */
    static int labels(List<String> header, String first) {
        return header.size() > 1 && isLabel(header.get(0)) && header.get(1).equals(first) ? 1 : 0;
    }

    private static boolean isLabel(String name) {
        return LABELS.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Names are no numbers. Those that pandas gives columns without any are 0, 1, 2 ...: behind an empty cell, or, without
     * labels, above numbers with fractions.
     */
    private static boolean isNames(List<String> first, Optional<List<String>> second) {
        boolean labelled = first.size() > 1 && isLabel(first.get(0));
        List<String> names = labelled ? first.subList(1, first.size()) : first;
        if (names.stream().noneMatch(cell -> cell.isEmpty() || NumberList.isNumber(cell))) {
            return true;
        }
        boolean numbered =
                IntStream.range(0, names.size()).allMatch(i -> names.get(i).equals(Integer.toString(i)));
        return numbered
                && (labelled
                        || names.size() >= LEAST_NUMBERED
                                && second.isPresent()
                                && second.get().stream().noneMatch(cell -> cell.matches("[+-]?\\d+")));
    }
}
