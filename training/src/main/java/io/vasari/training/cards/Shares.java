package io.vasari.training.cards;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Arithmetic on class counts. */
public final class Shares {

    private Shares() {}

    /** Each count over the sum of all; all 0 if there is nothing. */
    public static double[] of(int[] counts) {
        double total = Math.max(1, java.util.Arrays.stream(counts).sum());
        return java.util.Arrays.stream(counts)
                .mapToDouble(count -> count / total)
                .toArray();
    }

    /** Half the sum of absolute differences: 0 for equal shares, 1 for disjoint ones. */
    public static double totalVariation(double[] shares, double[] others) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += Math.abs(shares[i] - others[i]);
        }
        return sum / 2;
    }

    /** Counts by class name, in the order of the classes. */
    public static Map<String, Object> byName(List<String> classes, int[] counts) {
        Map<String, Object> result = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            result.put(classes.get(i), counts[i]);
        }
        return result;
    }

    /** A share in percent with one decimal, without the sign. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
