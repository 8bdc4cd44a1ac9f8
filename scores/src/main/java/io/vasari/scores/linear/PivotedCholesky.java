package io.vasari.scores.linear;

import java.util.Arrays;

/**
 * A factor of a symmetric positive semidefinite matrix, S = F F^T, by Cholesky's method with pivots (Higham, Accuracy and
 * Stability of Numerical Algorithms, section 10.3), which stops where nothing but rounding is left: the rounding of doubles, or,
 * of a matrix that was stored with fewer digits, what its negative rests tell of.
 *
 * @param size n of the n x n matrix
 * @param rank r, at most n
 * @param factor F, n x r, transposed: r rows of n, flat
 */
public record PivotedCholesky(int size, int rank, double[] factor) {
    public static PivotedCholesky of(double[] matrix, int n) {
        var factor = new double[n * n];
        var left = new double[n];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            left[i] = matrix[i * n + i];
            largest = Math.max(largest, left[i]);
        }
        double negligible = n * Math.ulp(1.0) * largest;
        int rank = 0;
        while (rank < n) {
            int pivot = largest(left);
            if (!(left[pivot] > Math.max(negligible, -lowest(left)))) {
                break;
            }
            addRow(matrix, n, factor, rank, pivot, Math.sqrt(left[pivot]), left);
            rank++;
        }
        return new PivotedCholesky(n, rank, Arrays.copyOf(factor, rank * n));
    }

    private static void addRow(
            double[] matrix, int n, double[] factor, int rank, int pivot, double root, double[] left) {
        int row = rank * n;
        System.arraycopy(matrix, pivot * n, factor, row, n);
        for (int k = 0; k < rank; k++) {
            subtract(factor, row, factor[k * n + pivot], k * n, n);
        }
        for (int j = 0; j < n; j++) {
            if (left[j] == Double.NEGATIVE_INFINITY) {
                factor[row + j] = 0;
                continue;
            }
            factor[row + j] /= root;
            left[j] -= factor[row + j] * factor[row + j];
        }
        factor[row + pivot] = root;
        left[pivot] = Double.NEGATIVE_INFINITY;
    }

    private static void subtract(double[] factor, int row, double scale, int other, int n) {
        for (int j = 0; j < n; j++) {
            factor[row + j] -= scale * factor[other + j];
        }
    }

    /**
     * Whether F F^T is the matrix, each entry within {@code tolerance} of the largest: if not, the matrix is not positive
     * semidefinite.
     */
    public boolean explains(double[] matrix, double tolerance) {
        double largest = 0;
        for (double value : matrix) {
            largest = Math.max(largest, Math.abs(value));
        }
        double[] left = matrix.clone();
        for (int k = 0; k < rank; k++) {
            for (int i = 0; i < size; i++) {
                double scale = factor[k * size + i];
                for (int j = 0; scale != 0 && j < size; j++) {
                    left[i * size + j] -= scale * factor[k * size + j];
                }
            }
        }
        for (double rest : left) {
            if (!(Math.abs(rest) <= tolerance * largest)) {
                return false;
            }
        }
        return true;
    }

    /** The lowest rest of a row that was no pivot yet; at most 0. */
    private static double lowest(double[] left) {
        double lowest = 0;
        for (double rest : left) {
            lowest = rest == Double.NEGATIVE_INFINITY ? lowest : Math.min(lowest, rest);
        }
        return lowest;
    }

    private static int largest(double[] left) {
        int best = 0;
        for (int i = 1; i < left.length; i++) {
            best = left[i] > left[best] ? i : best;
        }
        return best;
    }
}
