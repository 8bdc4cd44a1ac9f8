package io.vasari.scores.fit;

import io.vasari.scores.ClassCounts;
import io.vasari.scores.distribution.ChiSquared;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How far each class is from its expected count, in standard deviations of that count, and how surprising that is among
 * so many classes.
 *
 * @param sigmas (c - nq) / sqrt(nq(1-q)), one per class
 * @param log10PValues base-10 logarithm of the two-sided normal p-value of each, after Holm's correction, at most 0
 */
public record Residuals(double[] sigmas, double[] log10PValues) {
    /** @param shares expected, one per class; a class of share 0 or 1 cannot vary and has an infinite residual if it does */
    public static Residuals of(ClassCounts counts, double[] shares) {
        var sigmas = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            double expected = counts.n() * shares[i];
            double difference = counts.count(i) - expected;
            sigmas[i] = difference == 0 ? 0 : difference / Math.sqrt(expected * (1 - shares[i]));
        }
        return new Residuals(sigmas, holm(log10TwoSided(sigmas)));
    }

    /**
     * Where the expected shares are a sample themselves: z = (p1 - p2) / sqrt(P(1-P)(1/n1 + 1/n2)), P the share of both
     * together, the two-proportion test. Positive where the first sample has more; 0 where neither has the class.
     *
     * @param counts at least one sample
     * @param other at least one sample of the same classes
     */
    public static Residuals twoSample(ClassCounts counts, ClassCounts other) {
        if (counts.classes() != other.classes()) {
            throw new IllegalArgumentException(
                    "counts of " + counts.classes() + " classes cannot be compared with counts of " + other.classes());
        }
        double total = (double) counts.n() + other.n();
        double size = 1.0 / counts.n() + 1.0 / other.n();
        var sigmas = new double[counts.classes()];
        for (int i = 0; i < sigmas.length; i++) {
            double share = (counts.count(i) + other.count(i)) / total;
            double difference = counts.share(i) - other.share(i);
            sigmas[i] = difference == 0 ? 0 : difference / Math.sqrt(share * (1 - share) * size);
        }
        return new Residuals(sigmas, holm(log10TwoSided(sigmas)));
    }

    /**
     * Base-10 logarithms of two-sided normal p-values, uncorrected: the square of a normal variable is chi-squared with one
     * degree of freedom.
     */
    public static double[] log10TwoSided(double[] sigmas) {
        return Arrays.stream(sigmas)
                .map(sigma -> ChiSquared.log10Survival(sigma * sigma, 1))
                .toArray();
    }

    /**
     * Holm's step-down correction (1979), in logarithms: the k-th smallest of m p-values is multiplied by m - k + 1, and
     * none becomes smaller than one before it.
     */
    public static double[] holm(double[] log10PValues) {
        int m = log10PValues.length;
        var corrected = new double[m];
        var ascending = IntStream.range(0, m)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> log10PValues[i]))
                .toList();
        double floor = Double.NEGATIVE_INFINITY;
        for (int rank = 0; rank < m; rank++) {
            int index = ascending.get(rank);
            floor = Math.max(floor, log10PValues[index] + Math.log10(m - rank));
            corrected[index] = Math.min(0, floor) + 0.0;
        }
        return corrected;
    }

    /** The largest residual in either direction. */
    public double maxAbsolute() {
        return Arrays.stream(sigmas).map(Math::abs).max().orElse(0);
    }
}
