package io.vasari.benchmarks.results;

import java.util.Locale;

/**
 * What is required of a ratio.
 *
 * @param least smallest one that will do
 * @param most largest one that will do
 */
public record Bound(double least, double most) {
    /** Nothing is. */
    public static final Bound NONE = new Bound(0, Double.POSITIVE_INFINITY);

    public static Bound atLeast(double least) {
        return new Bound(least, Double.POSITIVE_INFINITY);
    }

    public static Bound atMost(double most) {
        return new Bound(0, most);
    }

    boolean holds(double ratio) {
        return ratio >= least && ratio <= most;
    }

    /** For example {@code >= 1.50}; empty where nothing is required. */
    String text() {
        if (equals(NONE)) {
            return "";
        }
        return least > 0 ? String.format(Locale.ROOT, ">= %.2f", least) : String.format(Locale.ROOT, "<= %.2f", most);
    }
}
