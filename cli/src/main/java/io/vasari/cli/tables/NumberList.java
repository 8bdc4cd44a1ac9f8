package io.vasari.cli.tables;

import io.vasari.scores.linear.Rows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Rows of numbers that grow while a file is read. */
final class NumberList {
    /** Decimal numbers; Java takes {@code 1d} and {@code 0x1p3} for some, too. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private static final Pattern NOT_FINITE = Pattern.compile("nan|[+-]?inf(inity)?");

    private final Path file;
    private final int columns;
    private double[] values = new double[1024];
    private int size;

    NumberList(Path file, int columns) {
        this.file = file;
        this.columns = columns;
    }

    /** Whether a cell is a number, finite or not. */
    static boolean isNumber(String cell) {
        return DECIMAL.matcher(cell).matches()
                || NOT_FINITE.matcher(cell.toLowerCase(Locale.ROOT)).matches();
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
        if (!isNumber(cell)) {
            String said = cell.isEmpty() ? "is empty" : "has '" + cell + "', which is no number";
            String separated = cell.strip().matches("\\S+([;\\t ]+\\S+)+") ? "; cells are separated by commas" : "";
            throw Problems.ofCell(file, line, column, said + "; every cell must be a finite number" + separated);
        }
        double value = DECIMAL.matcher(cell).matches() ? Double.parseDouble(cell) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw Problems.ofCell(file, line, column, "has " + cell + "; leave out rows that are not finite");
        }
        return value;
    }

    Rows rows() {
        return Rows.of(columns, Arrays.copyOf(values, size));
    }
}
