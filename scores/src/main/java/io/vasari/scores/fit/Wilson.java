package io.vasari.scores.fit;

/**
 * Wilson's score interval (1927) of a share, sound at 0 and at small n.
 *
 * @param low at least 0
 * @param high at most 1
 */
public record Wilson(double low, double high) {
    /** Two-sided 95 % quantile of the normal distribution. */
    public static final double Z_95 = 1.959963984540054;

    /** @param n at least 1 */
    public static Wilson of(long count, long n, double z) {
        double share = (double) count / n;
        double square = z * z / n;
        double centre = (share + square / 2) / (1 + square);
        double half = z / (1 + square) * Math.sqrt(share * (1 - share) / n + square / (4.0 * n));
        return new Wilson(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
