package io.vasari.scores.prompt;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well the variants fall into two clusters, one variant alone and all the others (Rousseeuw 1987).
 *
 * @param values (b - a) / max(a, b) by variant, -1 to 1: a is the mean distance to the others of its cluster, b the distance
 *     to the one alone; 0 of the one alone, and where both are 0
 * @param mean of all
 * @param meanOfOthers without the one alone
 */
public record Silhouette(double[] values, double mean, double meanOfOthers) {
    /**
     * @param distances of at least three variants
     * @param alone index of the variant that is a cluster by itself
     */
    public static Silhouette of(DistanceMatrix distances, int alone) {
        int n = distances.variants();
        if (n < 3 || alone < 0 || alone >= n) {
            throw new IllegalArgumentException(
                    "variant " + alone + " of " + n + " cannot stand alone: it takes at least 3, counted from 0");
        }
        double[] values = IntStream.range(0, n)
                .mapToDouble(i -> i == alone ? 0 : value(distances, i, alone))
                .toArray();
        double sum = Arrays.stream(values).sum();
        return new Silhouette(values, sum / n, sum / (n - 1));
    }

    private static double value(DistanceMatrix distances, int variant, int alone) {
        double within = IntStream.range(0, distances.variants())
                .filter(other -> other != variant && other != alone)
                .mapToDouble(other -> distances.get(variant, other))
                .average()
                .orElseThrow();
        double apart = distances.get(variant, alone);
        double larger = Math.max(within, apart);
        return larger == 0 ? 0 : (apart - within) / larger;
    }
}
