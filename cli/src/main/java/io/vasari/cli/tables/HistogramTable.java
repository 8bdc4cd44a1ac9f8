package io.vasari.cli.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A number for each class, from CSV: a line a class, with its name before the number or without, or all numbers in one line.
 * The first line may have names of columns.
 *
 * @param names of the classes; empty where the file has none
 * @param numbers one per class
 */
public record HistogramTable(List<String> names, double[] numbers) {
    public HistogramTable {
        names = List.copyOf(names);
    }

    /** @throws io.vasari.cli.UserError naming file, line and column of what is wrong */
    public static HistogramTable read(Path file) {
        List<CsvReader.Line> lines = new ArrayList<>();
        try (var csv = CsvReader.open(file)) {
            for (Optional<CsvReader.Line> line = csv.next(); line.isPresent(); line = csv.next()) {
                lines.add(line.get());
            }
        }
        if (lines.isEmpty()) {
            throw Problems.of(file, "is empty; it takes a line a class, its name and its count");
        }
        CsvReader.Line first = lines.get(0);
        int cells = first.cells().size();
        lines.forEach(line -> CsvTable.requireWidth(file, line, cells, first.number()));
        boolean named = first.cells().stream().noneMatch(NumberList::isNumber);
        if (cells > 1 && lines.size() == (named ? 2 : 1)) {
            return acrossOneLine(file, lines, named);
        }
        if (cells > 2) {
            throw Problems.of(
                    file,
                    "has " + cells + " cells in a line; it takes a line a class, its name and its count, or one line"
                            + " of counts");
        }
        List<String> names = new ArrayList<>();
        var numbers = new NumberList(file, 1);
        for (CsvReader.Line line : lines.subList(named ? 1 : 0, lines.size())) {
            numbers.add(line.number(), line.cells().subList(cells - 1, cells), List.of(String.valueOf(cells)));
            if (cells == 2) {
                names.add(line.cells().get(0));
            }
        }
        if (names.stream().distinct().count() < names.size()) {
            throw Problems.of(file, "names a class twice; give each class once");
        }
        return new HistogramTable(names, numbers.rows().toArray());
    }

    private static HistogramTable acrossOneLine(Path file, List<CsvReader.Line> lines, boolean named) {
        CsvReader.Line line = lines.get(lines.size() - 1);
        List<String> cells = line.cells();
        var numbers = new NumberList(file, cells.size());
        List<String> names = lines.get(0).cells();
        numbers.add(line.number(), cells, names);
        return new HistogramTable(named ? names : List.of(), numbers.rows().toArray());
    }
}
