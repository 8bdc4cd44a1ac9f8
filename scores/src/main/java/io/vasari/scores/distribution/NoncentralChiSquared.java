package io.vasari.scores.distribution;

import org.apache.commons.numbers.gamma.LogGamma;

/** The upper tail of the noncentral chi-squared distribution: a Poisson mixture of central ones. */
public final class NoncentralChiSquared {
    private static final double NEGLIGIBLE = 1e-18;
    private static final double LOG_NEGLIGIBLE = Math.log(NEGLIGIBLE);

    /**
     * Probability of a value of at least {@code x}.
     *
     * @param df degrees of freedom, above 0
     * @param noncentrality at least 0
     */
    public static double survival(double x, double df, double noncentrality) {
        if (noncentrality == 0) {
            return ChiSquared.survival(x, df);
        }
        if (!(noncentrality > 0)) {
            throw new IllegalArgumentException("the noncentrality is " + noncentrality + ", it must be at least 0");
        }
        if (isFarBelow(x, df, noncentrality)) {
            return 1;
        }
        double mean = noncentrality / 2;
        int mode = (int) Math.floor(mean);
        double sum = 0;
        for (int j = mode; j >= 0; j--) {
            double weight = poisson(j, mean);
            if (weight < NEGLIGIBLE) {
                break;
            }
            sum += weight * ChiSquared.survival(x, df + 2.0 * j);
        }
        for (int j = mode + 1; ; j++) {
            double weight = poisson(j, mean);
            if (weight < NEGLIGIBLE) {
                break;
            }
            sum += weight * ChiSquared.survival(x, df + 2.0 * j);
        }
        return Math.min(1, sum);
    }

    /** Whether a value below x is next to impossible, by the bound of Birge (2001), lemma 8.1. */
    private static boolean isFarBelow(double x, double df, double noncentrality) {
        return x <= df + noncentrality - 2 * Math.sqrt((df + 2 * noncentrality) * -LOG_NEGLIGIBLE);
    }

    private static double poisson(int j, double mean) {
        return Math.exp(j * Math.log(mean) - mean - LogGamma.value(j + 1.0));
    }

    private NoncentralChiSquared() {}
}
