package io.vasari.scores.features;

/**
 * The Frechet distance that infinitely many samples would have: the intercept of a line over 1/n (Chong and Forsyth 2020).
 *
 * @param intercept the distance in the limit
 * @param slope what a single sample's share of bias is
 */
public record FrechetLimit(double intercept, double slope) {
    /**
     * Least squares.
     *
     * @param n numbers of samples, at least two different ones, each at least 1
     * @param distances at those
     */
    public static FrechetLimit of(long[] n, double[] distances) {
        if (n.length != distances.length) {
            throw new IllegalArgumentException(n.length + " sizes do not fit " + distances.length + " distances");
        }
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < n.length; i++) {
            meanX += 1.0 / n[i] / n.length;
            meanY += distances[i] / n.length;
        }
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < n.length; i++) {
            double x = 1.0 / n[i] - meanX;
            xx += x * x;
            xy += x * (distances[i] - meanY);
        }
        if (!(xx > 0)) {
            throw new IllegalArgumentException("a line takes distances at two different numbers of samples at least");
        }
        return new FrechetLimit(meanY - xy / xx * meanX, xy / xx);
    }
}
