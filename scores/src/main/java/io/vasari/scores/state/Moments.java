package io.vasari.scores.state;

import io.vasari.scores.linear.InnerProducts;
import io.vasari.scores.linear.Rows;

/**
 * Number, mean and scatter (the sum of squared deviations from the mean, as a matrix) of feature vectors. Merged as by Chan,
 * Golub and LeVeque (1979): never from sums of squares, which lose all digits where the mean is large. Immutable; merging is
 * commutative to the bit and associative within rounding.
 */
public final class Moments {
    private final long n;
    private final double[] mean;
    /** Upper triangle, row after row. */
    private final double[] scatter;

    private Moments(long n, double[] mean, double[] scatter) {
        this.n = n;
        this.mean = mean;
        this.scatter = scatter;
    }

    /** @param dimension at least 1 */
    public static Moments empty(int dimension) {
        return new Moments(0, new double[dimension], new double[dimension * (dimension + 1) / 2]);
    }

    public static Moments of(Rows rows) {
        if (rows.count() == 0) {
            return empty(rows.dimension());
        }
        int d = rows.dimension();
        var mean = rows.mean();
        var rest = rows.minus(mean).mean();
        for (int i = 0; i < d; i++) {
            mean[i] += rest[i];
        }
        var columns = rows.minus(mean).transposed();
        var squares = InnerProducts.squares(columns);
        var scatter = new double[d * (d + 1) / 2];
        InnerProducts.sweepPairs(columns, (i, from, products) -> {
            int start = start(i, d);
            scatter[start] = squares[i];
            System.arraycopy(products, from, scatter, start + 1, d - from);
        });
        return new Moments(rows.count(), mean, scatter);
    }

    /**
     * Restores a state.
     *
     * @param n at least 0
     * @param scatter upper triangle, row after row, d(d+1)/2 numbers
     */
    public static Moments of(long n, double[] mean, double[] scatter) {
        int d = mean.length;
        if (n < 0 || scatter.length != d * (d + 1) / 2) {
            throw new IllegalArgumentException("n is " + n + ", the mean has " + d + " numbers and the scatter "
                    + scatter.length + ": it takes n of at least 0 and " + d * (d + 1) / 2 + " numbers");
        }
        Rows.of(d, mean);
        Rows.of(scatter.length, scatter);
        return new Moments(n, mean.clone(), scatter.clone());
    }

    /** The moments of both, as if all vectors had been taken together. */
    public Moments plus(Moments other) {
        int d = dimension();
        if (other.dimension() != d) {
            throw new IllegalArgumentException("cannot merge moments of dimension " + other.dimension()
                    + " with moments of dimension " + d + ": they come from different models");
        }
        if (n == 0 || other.n == 0) {
            return n == 0 ? other : this;
        }
        double total = (double) n + other.n;
        double weight = n * (other.n / total);
        var mergedMean = new double[d];
        var difference = new double[d];
        for (int i = 0; i < d; i++) {
            mergedMean[i] = (n * mean[i] + other.n * other.mean[i]) / total;
            difference[i] = other.mean[i] - mean[i];
        }
        var merged = new double[scatter.length];
        for (int i = 0; i < d; i++) {
            int offset = start(i, d) - i;
            for (int j = i; j < d; j++) {
                merged[offset + j] =
                        scatter[offset + j] + other.scatter[offset + j] + difference[i] * difference[j] * weight;
            }
        }
        return new Moments(n + other.n, mergedMean, merged);
    }

    private static int start(int row, int d) {
        return row * d - row * (row - 1) / 2;
    }

    /** How many vectors there are. */
    public long n() {
        return n;
    }

    public int dimension() {
        return mean.length;
    }

    public double[] mean() {
        return mean.clone();
    }

    /** Upper triangle of the scatter, row after row. */
    public double[] scatter() {
        return scatter.clone();
    }

    /** Unbiased covariance, scatter / (n - 1), d x d, flat; at least two vectors. */
    public double[] covariance() {
        if (n < 2) {
            throw new IllegalArgumentException("a covariance takes at least 2 samples, there are " + n);
        }
        return square(n - 1.0, 0);
    }

    /** Mean of x x^T, scatter / n + mean mean^T, d x d, flat; at least one vector. */
    public double[] secondMoment() {
        if (n < 1) {
            throw new IllegalArgumentException("no samples: there is no second moment");
        }
        return square(n, 1);
    }

    private double[] square(double divisor, double meanWeight) {
        int d = dimension();
        var matrix = new double[d * d];
        for (int i = 0; i < d; i++) {
            int offset = start(i, d) - i;
            for (int j = i; j < d; j++) {
                matrix[i * d + j] = scatter[offset + j] / divisor + meanWeight * mean[i] * mean[j];
                matrix[j * d + i] = matrix[i * d + j];
            }
        }
        return matrix;
    }
}
