package io.vasari.scores.fit;

import io.vasari.scores.distribution.ChiSquared;
import io.vasari.scores.distribution.NoncentralChiSquared;

/** How likely the chi-squared test is to see a departure, and how many samples that takes. */
public final class Power {
    /** So many samples are not to be had. */
    public static final long MOST = 1L << 53;

    /**
     * Probability of rejecting at level {@code alpha} when the departure is w.
     *
     * @param squaredEffect Cohen's w^2 = sum (p - q)^2 / q, at least 0
     */
    public static double ofChiSquared(double squaredEffect, long n, int df, double alpha) {
        return NoncentralChiSquared.survival(ChiSquared.inverseSurvival(alpha, df), df, n * squaredEffect);
    }

    /**
     * The fewest samples with at least that power; more than 2^53 of them are given as 2^53.
     *
     * @param squaredEffect Cohen's w^2, above 0
     * @param power below 1
     */
    public static long minSamples(double squaredEffect, int df, double alpha, double power) {
        if (!(squaredEffect > 0) || !(power < 1)) {
            throw new IllegalArgumentException("the squared effect is " + squaredEffect + " and the power " + power
                    + ", they must be above 0 and below 1");
        }
        double critical = ChiSquared.inverseSurvival(alpha, df);
        long enough = 1;
        while (NoncentralChiSquared.survival(critical, df, enough * squaredEffect) < power) {
            if (enough >= MOST) {
                return MOST;
            }
            enough *= 2;
        }
        long few = enough / 2;
        while (enough - few > 1) {
            long middle = (few + enough) / 2;
            if (NoncentralChiSquared.survival(critical, df, middle * squaredEffect) < power) {
                few = middle;
            } else {
                enough = middle;
            }
        }
        return enough;
    }

    private Power() {}
}
