package io.vasari.scores.prompt;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Plain z-scores of the variants' mean distances, for comparison with what others print. No verdict rests on them: with few
 * variants they cannot be large, however remote one is ({@link #bound}).
 *
 * @param scores (x - mean) / standard deviation (n - 1), one per variant; 0 where all distances are alike
 * @param modified 0.6745 (x - median) / median absolute deviation (Iglewicz and Hoaglin 1993); infinite off the median where
 *     that deviation is 0
 */
public record PlainZ(double[] scores, double[] modified) {
    /** The median absolute deviation of a normal variable in standard deviations. */
    private static final double NORMAL = 0.6745;

    private static final double ULPS = 8;

    /** @param distances of at least three variants */
    public static PlainZ of(DistanceMatrix distances) {
        double[] means = IntStream.range(0, distances.variants())
                .mapToDouble(variant -> LeaveOneOut.of(distances, variant).meanDistance())
                .toArray();
        return new PlainZ(classic(means), modified(means));
    }

    private static double[] classic(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        double deviation = Math.sqrt(squares / (values.length - 1));
        double rounding = rounding(values);
        return Arrays.stream(values)
                .map(x -> deviation <= rounding ? 0 : (x - mean) / deviation)
                .toArray();
    }

    private static double[] modified(double[] values) {
        double median = median(values);
        double deviation =
                median(Arrays.stream(values).map(x -> Math.abs(x - median)).toArray());
        double rounding = rounding(values);
        return Arrays.stream(values)
                .map(x -> {
                    if (deviation > rounding) {
                        return NORMAL * (x - median) / deviation;
                    }
                    return Math.abs(x - median) <= rounding ? 0 : Math.signum(x - median) * Double.POSITIVE_INFINITY;
                })
                .toArray();
    }

    private static double median(double[] values) {
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        return DistanceMatrix.median(ascending);
    }

    /** What equal distances may differ by. */
    private static double rounding(double[] values) {
        return ULPS * Math.ulp(Arrays.stream(values).map(Math::abs).max().orElse(0));
    }

    /** What no z-score of n values exceeds, (n - 1) / sqrt(n) (Shiffler 1988). */
    public static double bound(int n) {
        return (n - 1) / Math.sqrt(n);
    }

    /**
     * What the largest z-score of n normal values exceeds with probability {@code level}, on either side (Grubbs 1969).
     *
     * @param n at least 3
     * @param level of significance, above 0, below 1
     */
    public static double grubbs(int n, double level) {
        if (n < 3 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException("n is " + n + " and the level " + level
                    + ", Grubbs' test takes at least 3 values and a level between 0 and 1");
        }
        double t = TDistribution.of(n - 2.0).inverseSurvivalProbability(level / (2.0 * n));
        return bound(n) * Math.sqrt(t * t / (n - 2 + t * t));
    }
}
