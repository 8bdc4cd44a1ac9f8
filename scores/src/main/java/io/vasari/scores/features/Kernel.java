package io.vasari.scores.features;

/** A positive definite kernel of two vectors, from their inner product and squared lengths. */
@FunctionalInterface
public interface Kernel {
    double of(double product, double squaredLength1, double squaredLength2);

    /** (x.y/d + 1)^3, the kernel inception distance's (Binkowski et al. 2018). */
    static Kernel polynomial(int dimension) {
        return (product, xx, yy) -> {
            double term = product / dimension + 1;
            return term * term * term;
        };
    }

    /** exp(-|x - y|^2 / 2 sigma^2). */
    static Kernel gaussian(double sigma) {
        double gamma = 1 / (2 * sigma * sigma);
        return (product, xx, yy) -> Math.exp(-gamma * Math.max(0, xx + yy - 2 * product));
    }
}
