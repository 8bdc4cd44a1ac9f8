package io.vasari.scores.duplicates;

import io.vasari.scores.distribution.ChiSquared;

/**
 * How many different samples there are to draw from, told by how often two of n are alike (the birthday paradox; Arora, Risteski
 * and Zhang 2018). It is the size of a set of equally likely samples with that chance; of unequal ones there may be more.
 *
 * @param support pairs / pairs that are alike; infinite where none is
 * @param low lower end of the 95 % interval, by the exact interval of a Poisson count (Garwood 1936)
 * @param high upper end; infinite where no pair is alike
 */
public record BirthdayEstimate(double support, double low, double high) {
    private static final double TAIL = 0.025;

    /**
     * @param n number of samples, at least 2
     * @param alikePairs how many of the n(n-1)/2 pairs are alike
     */
    public static BirthdayEstimate of(long n, double alikePairs) {
        double pairs = 0.5 * n * (n - 1);
        if (n < 2 || !(alikePairs >= 0 && alikePairs <= pairs)) {
            throw new IllegalArgumentException(alikePairs + " pairs of " + n
                    + " samples are alike: it takes at least 2 samples, and 0 to all pairs");
        }
        double most = ChiSquared.inverseSurvival(TAIL, 2 * alikePairs + 2) / 2;
        double least = alikePairs == 0 ? 0 : ChiSquared.inverseSurvival(1 - TAIL, 2 * alikePairs) / 2;
        return new BirthdayEstimate(pairs / alikePairs, Math.max(1, pairs / most), Math.max(1, pairs / least));
    }
}
