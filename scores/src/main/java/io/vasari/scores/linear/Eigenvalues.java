package io.vasari.scores.linear;

import java.util.Arrays;

/**
 * Eigenvalues of a real symmetric matrix, without vectors: Householder's reduction to tridiagonal form, then the QL method
 * with implicit shifts (Martin, Reinsch and Wilkinson 1968; Dubrulle, Martin and Wilkinson 1968). The work is about 2 n^3
 * and in loops over rows; errors are within about n ulps of the largest eigenvalue.
 */
public final class Eigenvalues {
    private static final int MAX_ITERATIONS = 60;

    /** Of the largest entry, which is scaled to 1: far below the rounding of the reduction. */
    private static final double NEGLIGIBLE = 1e-18;

    /** So many iterations are ordinary; after them a coupling within rounding of the largest entry is taken as none. */
    private static final int PATIENCE = 30;

    /**
     * @param matrix n x n, flat, symmetric and finite; only read
     * @return ascending
     */
    public static double[] ofSymmetric(double[] matrix, int n) {
        if (matrix.length != n * n) {
            throw new IllegalArgumentException(matrix.length + " numbers are not a matrix of " + n + " x " + n);
        }
        for (int i = 0; i < matrix.length; i++) {
            if (!Double.isFinite(matrix[i])) {
                throw new IllegalArgumentException(
                        "the matrix has " + matrix[i] + " in row " + i / n + ", column " + i % n);
            }
        }
        double largest = largest(matrix);
        if (largest == 0) {
            return new double[n];
        }
        var work = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                work[i][j] = matrix[i * n + j] / largest;
            }
        }
        var diagonal = new double[n];
        var beside = new double[n];
        tridiagonalize(work, diagonal, beside);
        var values = ofTridiagonal(diagonal, beside);
        for (int i = 0; i < n; i++) {
            values[i] *= largest;
        }
        return values;
    }

    /**
     * @param diagonal n numbers
     * @param beside n numbers, of which the i-th couples i - 1 and i, and the first is not used
     * @return ascending
     */
    static double[] ofTridiagonal(double[] diagonal, double[] beside) {
        double largest = Math.max(largest(diagonal), largest(beside));
        if (largest == 0) {
            return new double[diagonal.length];
        }
        var d = Arrays.stream(diagonal).map(value -> value / largest).toArray();
        var e = Arrays.stream(beside).map(value -> value / largest).toArray();
        iterate(d, e);
        Arrays.sort(d);
        return Arrays.stream(d).map(value -> value * largest).toArray();
    }

    private static double largest(double[] matrix) {
        double largest = 0;
        for (double value : matrix) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** From the last row up: a reflection clears row i but for its neighbour of the diagonal. beside[i] couples i - 1 and i. */
    private static void tridiagonalize(double[][] a, double[] diagonal, double[] beside) {
        int n = a.length;
        var p = new double[n];
        for (int i = n - 1; i > 0; i--) {
            diagonal[i] = a[i][i];
            var v = a[i];
            double tail = squared(v, i - 1);
            double norm = Math.sqrt(tail + v[i - 1] * v[i - 1]);
            if (tail == 0) {
                beside[i] = v[i - 1];
                continue;
            }
            double alpha = v[i - 1] > 0 ? -norm : norm;
            beside[i] = alpha;
            v[i - 1] -= alpha;
            double half = (tail + v[i - 1] * v[i - 1]) / 2;
            multiply(a, v, p, i);
            double overlap = 0;
            for (int j = 0; j < i; j++) {
                p[j] /= half;
                overlap += p[j] * v[j];
            }
            double scale = overlap / (2 * half);
            for (int j = 0; j < i; j++) {
                p[j] -= scale * v[j];
            }
            for (int j = 0; j < i; j++) {
                update(a[j], v, p, v[j], p[j], i);
            }
        }
        diagonal[0] = a[0][0];
    }

    private static double squared(double[] v, int length) {
        double sum = 0;
        for (int j = 0; j < length; j++) {
            sum += v[j] * v[j];
        }
        return sum;
    }

    /** p = A v of the leading block: A is symmetric, so its rows are its columns. */
    private static void multiply(double[][] a, double[] v, double[] p, int size) {
        Arrays.fill(p, 0, size, 0);
        int k = 0;
        for (; k + 4 <= size; k += 4) {
            add4(p, a[k], a[k + 1], a[k + 2], a[k + 3], v[k], v[k + 1], v[k + 2], v[k + 3], size);
        }
        for (; k < size; k++) {
            for (int j = 0; j < size; j++) {
                p[j] += v[k] * a[k][j];
            }
        }
    }

    private static void add4(
            double[] p,
            double[] a0,
            double[] a1,
            double[] a2,
            double[] a3,
            double v0,
            double v1,
            double v2,
            double v3,
            int size) {
        for (int j = 0; j < size; j++) {
            p[j] += v0 * a0[j] + v1 * a1[j] + v2 * a2[j] + v3 * a3[j];
        }
    }

    private static void update(double[] row, double[] v, double[] p, double vi, double pi, int size) {
        for (int j = 0; j < size; j++) {
            row[j] -= vi * p[j] + pi * v[j];
        }
    }

    /** QL with implicit shifts on the tridiagonal matrix; the eigenvalues are left on the diagonal. */
    private static void iterate(double[] d, double[] e) {
        int n = d.length;
        System.arraycopy(e, 1, e, 0, n - 1);
        e[n - 1] = 0;
        for (int l = 0; l < n; l++) {
            int iteration = 0;
            for (int m = split(d, e, l, NEGLIGIBLE);
                    m != l;
                    m = split(d, e, l, iteration < PATIENCE ? NEGLIGIBLE : Math.ulp(1.0))) {
                if (iteration++ == MAX_ITERATIONS) {
                    throw new ArithmeticException("no eigenvalue after " + MAX_ITERATIONS + " iterations");
                }
                step(d, e, l, m);
            }
        }
    }

    private static int split(double[] d, double[] e, int l, double negligible) {
        int m = l;
        while (m < d.length - 1) {
            double scale = Math.abs(d[m]) + Math.abs(d[m + 1]);
            if (Math.abs(e[m]) <= Math.ulp(1.0) * scale || Math.abs(e[m]) < negligible) {
                break;
            }
            m++;
        }
        return m;
    }

    private static void step(double[] d, double[] e, int l, int m) {
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        double r = Math.sqrt(g * g + 1);
        g = d[m] - d[l] + e[l] / (g + Math.copySign(r, g));
        double sine = 1;
        double cosine = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--) {
            double f = sine * e[i];
            double b = cosine * e[i];
            r = Math.sqrt(f * f + g * g);
            e[i + 1] = r;
            if (r == 0) {
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }
            sine = f / r;
            cosine = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * sine + 2 * cosine * b;
            p = sine * r;
            d[i + 1] = g + p;
            g = cosine * r - b;
        }
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    private Eigenvalues() {}
}
