package io.vasari.cli.tables;

import io.vasari.scores.linear.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Embeddings of a grid of prompts and seeds, each once.
 *
 * @param prompts in the order in which they occur first
 * @param seeds in the order in which they occur first
 * @param embeddings prompt after prompt, each with its seeds in that order
 */
public record StudyTable(List<String> prompts, List<String> seeds, Rows embeddings) {
    private static final int KEYS = 2;

    private record Cell(String prompt, String seed) {}

    /**
     * Reads a CSV file with the columns prompt, seed, e0, e1 and so on.
     *
     * @throws io.vasari.cli.UserError naming file, line and column of what is wrong
     */
    public static StudyTable read(Path file) {
        try (var csv = CsvReader.open(file)) {
            CsvReader.Line header = csv.next().orElseThrow(() -> Problems.of(file, "is empty; " + expected()));
            int labels = CsvTable.labels(header.cells(), "prompt");
            requireHeader(file, header, labels);
            int keys = labels + KEYS;
            List<String> names = header.cells().subList(keys, header.cells().size());
            var numbers = new NumberList(file, names.size());
            Map<Cell, Integer> rows = new HashMap<>();
            Map<Cell, Long> lines = new HashMap<>();
            var prompts = new LinkedHashSet<String>();
            var seeds = new LinkedHashSet<String>();
            Optional<CsvReader.Line> next = csv.next();
            for (; next.isPresent(); next = csv.next()) {
                CsvReader.Line line = next.get();
                CsvTable.requireWidth(file, line, header.cells().size(), header.number());
                var cell = new Cell(line.cells().get(labels), line.cells().get(labels + 1));
                if (rows.putIfAbsent(cell, rows.size()) != null) {
                    throw Problems.of(
                            file,
                            line.number(),
                            "has prompt '" + cell.prompt() + "' with seed " + cell.seed() + " again, after line "
                                    + lines.get(cell) + "; give each pair once");
                }
                lines.put(cell, line.number());
                prompts.add(cell.prompt());
                seeds.add(cell.seed());
                numbers.add(
                        line.number(), line.cells().subList(keys, line.cells().size()), names);
            }
            return grid(file, List.copyOf(prompts), List.copyOf(seeds), numbers.rows(), rows);
        }
    }

    private static String expected() {
        return "expected the columns prompt, seed, e0, e1, ...";
    }

    private static void requireHeader(Path file, CsvReader.Line header, int labels) {
        List<String> cells = header.cells().subList(labels, header.cells().size());
        for (int i = 0; i < Math.max(cells.size(), KEYS + 1); i++) {
            String wanted = i == 0 ? "prompt" : i == 1 ? "seed" : "e" + (i - KEYS);
            String found = i < cells.size() ? "'" + cells.get(i) + "'" : "nothing";
            if (!found.equals("'" + wanted + "'")) {
                throw Problems.of(
                        file,
                        header.number(),
                        "lacks column " + wanted + ": it has " + found + " in place " + (labels + i + 1) + "; "
                                + expected());
            }
        }
    }

    private static StudyTable grid(
            Path file, List<String> prompts, List<String> seeds, Rows rows, Map<Cell, Integer> places) {
        if (rows.count() < 2) {
            throw Problems.of(
                    file,
                    "has " + rows.count() + (rows.count() == 1 ? " row" : " rows")
                            + " of embeddings, it takes at least 2");
        }
        List<double[]> ordered = new ArrayList<>();
        for (String prompt : prompts) {
            for (String seed : seeds) {
                Integer place = places.get(new Cell(prompt, seed));
                if (place == null) {
                    throw Problems.of(
                            file,
                            "has no row of prompt '" + prompt + "' with seed " + seed
                                    + "; every prompt must have every seed");
                }
                ordered.add(rows.row(place));
            }
        }
        return new StudyTable(prompts, seeds, Rows.of(ordered.toArray(double[][]::new)));
    }

    /** The embeddings of all prompts on one seed. */
    public Rows onSeed(int seed) {
        var rows = new double[prompts.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = embeddings.row(i * seeds.size() + seed);
        }
        return Rows.of(rows);
    }
}
