package io.vasari.scores.features;

import io.vasari.scores.linear.InnerProducts;
import io.vasari.scores.linear.PivotedCholesky;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.linear.SingularValues;
import io.vasari.scores.state.Moments;
import java.util.Arrays;

/**
 * The squared Frechet distance of two normal distributions, |m1 - m2|^2 + tr S1 + tr S2 - 2 tr (S1 S2)^(1/2) (Dowson and
 * Landau 1982; FID: Heusel et al. 2017). Estimated from samples it falls with their number: compare it only at one fixed n,
 * or extrapolate with {@link FrechetLimit}.
 */
public final class FrechetDistance {
    /**
     * With unbiased covariances.
     *
     * @param a of at least two samples
     * @param b of at least two samples and the same dimension
     * @return at least 0, in squared units of the features
     */
    public static double of(Moments a, Moments b) {
        if (a.dimension() != b.dimension()) {
            throw new IllegalArgumentException("features of dimension " + a.dimension()
                    + " cannot be compared with features of dimension " + b.dimension());
        }
        return of(a.mean(), a.covariance(), b.mean(), b.covariance());
    }

    /**
     * @param mean1 d numbers
     * @param covariance1 d x d, flat, symmetric, positive semidefinite; it may lack full rank
     */
    public static double of(double[] mean1, double[] covariance1, double[] mean2, double[] covariance2) {
        return terms(mean1, covariance1, mean2, covariance2).distance();
    }

    /** The same in its parts. */
    public static FrechetTerms terms(double[] mean1, double[] covariance1, double[] mean2, double[] covariance2) {
        int d = mean1.length;
        double means = 0;
        double trace1 = 0;
        double trace2 = 0;
        for (int i = 0; i < d; i++) {
            double difference = mean1[i] - mean2[i];
            means += difference * difference;
            trace1 += covariance1[i * d + i];
            trace2 += covariance2[i * d + i];
        }
        return new FrechetTerms(means, trace1, trace2, traceOfRoot(covariance1, covariance2, d));
    }

    /**
     * tr (S1 S2)^(1/2), each matrix d x d, flat, symmetric, positive semidefinite. With S1 = F F^T and S2 = G G^T it is the sum
     * of the singular values of F^T G, whose sides are the ranks: no root is taken of an eigenvalue that is mere rounding.
     */
    public static double traceOfRoot(double[] covariance1, double[] covariance2, int d) {
        var f = PivotedCholesky.of(covariance1, d);
        var g = PivotedCholesky.of(covariance2, d);
        if (f.rank() == 0 || g.rank() == 0) {
            return 0;
        }
        var product = new double[f.rank() * g.rank()];
        InnerProducts.sweep(
                Rows.of(d, f.factor()),
                Rows.of(d, g.factor()),
                (i, from, products) -> System.arraycopy(products, 0, product, i * g.rank(), g.rank()));
        return Arrays.stream(SingularValues.of(Rows.of(g.rank(), product))).sum();
    }

    private FrechetDistance() {}
}
