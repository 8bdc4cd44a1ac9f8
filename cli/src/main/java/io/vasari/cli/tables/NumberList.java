package io.vasari.cli.tables;

import io.vasari.scores.linear.Rows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Rows of numbers that grow while a file is read. */
final class NumberList {
    private final Path file;
    private final int columns;
    private double[] values = new double[1024];
    private int size;

    NumberList(Path file, int columns) {
        this.file = file;
        this.columns = columns;
    }

    /** @param names of the columns, for complaints */
    void add(long line, List<String> cells, List<String> names) {
        if (size + columns > values.length) {
            if (values.length > Integer.MAX_VALUE / 2) {
                throw Problems.of(file, "has more than a thousand million numbers; take a part of its rows");
            }
            values = Arrays.copyOf(values, Math.max(2 * values.length, size + columns));
        }
        for (int i = 0; i < columns; i++) {
            values[size++] = number(line, cells.get(i), names.get(i));
        }
    }

    private double number(long line, String cell, String column) {
        double value;
        try {
            value = Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            String said = cell.isEmpty() ? "is empty" : "has '" + cell + "', which is no number";
            throw Problems.ofCell(file, line, column, said + "; every cell must be a finite number");
        }
        if (!Double.isFinite(value)) {
            throw Problems.ofCell(file, line, column, "has " + cell + "; leave out rows that are not finite");
        }
        return value;
    }

    Rows rows() {
        return Rows.of(columns, Arrays.copyOf(values, size));
    }
}
