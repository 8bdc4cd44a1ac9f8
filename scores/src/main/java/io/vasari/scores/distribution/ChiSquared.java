package io.vasari.scores.distribution;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/** The upper tail of the chi-squared distribution. */
public final class ChiSquared {
    private static final double LN_10 = Math.log(10);
    private static final double TINY = 1e-300;
    private static final int MAX_ITERATIONS = 100_000;

    /** Probability of a value of at least {@code x} with {@code df} degrees of freedom; 0 where it underflows. */
    public static double survival(double x, double df) {
        return Math.exp(logSurvival(x, df));
    }

    /** Base-10 logarithm of {@link #survival}, good where that underflows. */
    public static double log10Survival(double x, double df) {
        return logSurvival(x, df) / LN_10;
    }

    /**
     * Natural logarithm of {@link #survival}, that is of the regularized upper incomplete gamma function Q(df/2, x/2).
     *
     * @param x at least 0
     * @param df degrees of freedom, above 0
     */
    public static double logSurvival(double x, double df) {
        if (!(x >= 0) || !(df > 0)) {
            throw new IllegalArgumentException(
                    "x is " + x + " and df is " + df + ", they must be at least 0 and above 0");
        }
        if (x == Double.POSITIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        double a = df / 2;
        double z = x / 2;
        if (z < a + 1) {
            return Math.log1p(-RegularizedGamma.P.value(a, z));
        }
        return a * Math.log(z) - z - LogGamma.value(a) + Math.log(continuedFraction(a, z));
    }

    /** Legendre's continued fraction of Q(a,z) Gamma(a) e^z z^-a by Lentz's method (DLMF 8.9.2), for z of at least a + 1. */
    private static double continuedFraction(double a, double z) {
        double b = z + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double h = d;
        for (int i = 1; i <= MAX_ITERATIONS; i++) {
            double an = -i * (i - a);
            b += 2;
            d = nonZero(an * d + b);
            c = nonZero(b + an / c);
            d = 1 / d;
            double delta = d * c;
            h *= delta;
            if (Math.abs(delta - 1) < 1e-16) {
                break;
            }
        }
        return h;
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /**
     * The value that is exceeded with probability {@code p}, by bisection on the logarithm.
     *
     * @param p above 0, at most 1
     */
    public static double inverseSurvival(double p, double df) {
        if (!(p > 0 && p <= 1)) {
            throw new IllegalArgumentException("p is " + p + ", it must be above 0 and at most 1");
        }
        double target = Math.log(p);
        double low = 0;
        double high = Math.max(1, df);
        while (logSurvival(high, df) > target) {
            low = high;
            high *= 2;
        }
        for (double middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
            if (logSurvival(middle, df) > target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private ChiSquared() {}
}
