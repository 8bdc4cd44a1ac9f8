package io.vasari.scores.linear;

import java.util.Arrays;

/**
 * Singular values of a real matrix, without vectors: reflections from both sides make it bidiagonal (Golub and Kahan 1965);
 * those of a bidiagonal matrix are the eigenvalues, but for their signs, of the symmetric tridiagonal one whose diagonal is
 * zero and whose other entries are those of the two diagonals in turn. The work is about 8/3 n^3; errors are within about n
 * ulps of the largest singular value, also for the small ones: the roots of eigenvalues of A A^T would lose half of the digits.
 */
public final class SingularValues {
    /**
     * @param matrix a row per row, all of one length, each number finite; only read
     * @return descending, as many as the shorter side is long
     */
    public static double[] of(Rows matrix) {
        var tall = matrix.count() >= matrix.dimension() ? matrix : matrix.transposed();
        int n = tall.dimension();
        var a = new double[tall.count()][];
        Arrays.setAll(a, tall::row);
        var beside = new double[2 * n];
        for (int k = 0; k < n; k++) {
            beside[2 * k + 1] = reflectColumn(a, k, n);
            if (k + 1 < n) {
                beside[2 * k + 2] = reflectRow(a, k, n);
            }
        }
        var eigenvalues = Eigenvalues.ofTridiagonal(new double[2 * n], beside);
        var values = new double[n];
        Arrays.setAll(values, i -> Math.max(0, eigenvalues[2 * n - 1 - i]));
        return values;
    }

    /** Clears column k below the diagonal; returns what is on it. */
    private static double reflectColumn(double[][] a, int k, int n) {
        double tail = 0;
        for (int i = k + 1; i < a.length; i++) {
            tail += a[i][k] * a[i][k];
        }
        double head = a[k][k];
        if (tail == 0) {
            return head;
        }
        double norm = Math.sqrt(head * head + tail);
        double alpha = head > 0 ? -norm : norm;
        a[k][k] = head - alpha;
        double half = (a[k][k] * a[k][k] + tail) / 2;
        var overlap = new double[n];
        for (int i = k; i < a.length; i++) {
            add(overlap, a[i], a[i][k] / half, k + 1, n);
        }
        for (int i = k; i < a.length; i++) {
            add(a[i], overlap, -a[i][k], k + 1, n);
        }
        return alpha;
    }

    /** Clears row k right of the diagonal's neighbour; returns what is on that. */
    private static double reflectRow(double[][] a, int k, int n) {
        var v = a[k];
        double tail = dot(v, v, k + 2, n);
        double head = v[k + 1];
        if (tail == 0) {
            return head;
        }
        double norm = Math.sqrt(head * head + tail);
        double alpha = head > 0 ? -norm : norm;
        v[k + 1] = head - alpha;
        double half = (v[k + 1] * v[k + 1] + tail) / 2;
        for (int i = k + 1; i < a.length; i++) {
            add(a[i], v, -dot(a[i], v, k + 1, n) / half, k + 1, n);
        }
        return alpha;
    }

    private static void add(double[] result, double[] other, double scale, int from, int to) {
        for (int j = from; j < to; j++) {
            result[j] += scale * other[j];
        }
    }

    /** In four sums, so that each addition need not wait for the one before. */
    private static double dot(double[] a, double[] b, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = from;
        for (; j + 4 <= to; j += 4) {
            s0 += a[j] * b[j];
            s1 += a[j + 1] * b[j + 1];
            s2 += a[j + 2] * b[j + 2];
            s3 += a[j + 3] * b[j + 3];
        }
        for (; j < to; j++) {
            s0 += a[j] * b[j];
        }
        return s0 + s1 + (s2 + s3);
    }

    private SingularValues() {}
}
