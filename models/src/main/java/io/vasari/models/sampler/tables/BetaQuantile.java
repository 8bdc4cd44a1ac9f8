package io.vasari.models.sampler.tables;

/** Quantiles of the Beta(0.6, 0.6) distribution, by which beta sigmas are spaced (T. Lee et al. 2024). */
final class BetaQuantile {

    private static final double SHAPE = 0.6;
    private static final int MOST_TERMS = 200;

    private BetaQuantile() {}

    /**
     * The x below which the given share of the distribution lies.
     *
     * @param share 0 to 1
     */
    static double symmetric(double share) {
        if (share > 0.5) {
            return 1 - symmetric(1 - share);
        }
        double low = 0;
        double high = 0.5;
        double wanted = share * 2 * lowerMass(0.5);
        while (true) {
            double middle = (low + high) / 2;
            if (middle == low || middle == high) {
                return low == 0 ? 0 : middle;
            }
            if (lowerMass(middle) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /** The integral of {@code (u (1 - u))^(a - 1)} up to {@code x <= 1/2}, term by term of the series of {@code (1 - u)^(a - 1)}. */
    private static double lowerMass(double x) {
        double term = StrictMath.pow(x, SHAPE);
        double sum = 0;
        for (int n = 0; n < MOST_TERMS; n++) {
            double part = term / (SHAPE + n);
            sum += part;
            if (part < sum * 1e-17) {
                break;
            }
            term *= x * (n + 1 - SHAPE) / (n + 1);
        }
        return sum;
    }
}
