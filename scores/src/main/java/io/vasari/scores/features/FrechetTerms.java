package io.vasari.scores.features;

/**
 * What a squared Frechet distance is made of, each at least 0, in squared units of the features: whether means or spreads
 * differ.
 *
 * @param means |m1 - m2|^2
 * @param trace1 tr S1
 * @param trace2 tr S2
 * @param traceOfRoot tr (S1 S2)^(1/2)
 */
public record FrechetTerms(double means, double trace1, double trace2, double traceOfRoot) {
    /** At least 0. */
    public double distance() {
        return Math.max(0, means + trace1 + trace2 - 2 * traceOfRoot);
    }
}
