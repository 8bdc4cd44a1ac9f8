package io.vasari.benchmarks.results;

import java.util.Arrays;
import java.util.Locale;

/**
 * A measured value.
 *
 * @param name what was measured, in words
 * @param unit for example {@code images/s}
 */
public record Figure(String name, double value, String unit) {
    /** The median of several runs of the same measurement. */
    public static Figure median(String name, String unit, double... runs) {
        return new Figure(name, median(runs), unit);
    }

    /** Of an even number the mean of the two in the middle. */
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** The value with its unit, rounded to what is worth reading. */
    public String text() {
        double size = Math.abs(value);
        String pattern = size < 10 ? "%,.2f %s" : size < 100 ? "%,.1f %s" : "%,.0f %s";
        return String.format(Locale.ROOT, pattern, value, unit);
    }
}
