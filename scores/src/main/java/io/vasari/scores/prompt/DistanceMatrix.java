package io.vasari.scores.prompt;

import io.vasari.scores.linear.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Distances between the images of n variants of a prompt on one noise. Immutable. */
public final class DistanceMatrix {
    private final int n;
    private final double[] distances;

    private DistanceMatrix(int n, double[] distances) {
        this.n = n;
        this.distances = distances;
    }

    /** @param distances n x n, symmetric, at least 0, zeros on the diagonal */
    public static DistanceMatrix of(double[][] distances) {
        int n = distances.length;
        var flat = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double distance = distances[i][j];
                if (!(distance >= 0) || distance != distances[j][i] || i == j && distance != 0) {
                    throw new IllegalArgumentException("the distance of variants " + i + " and " + j + " is " + distance
                            + ": distances are at least 0, symmetric, and 0 of a variant to itself");
                }
                flat[i * n + j] = distance;
            }
        }
        return new DistanceMatrix(n, flat);
    }

    /**
     * 1 - cosine of every two rows, 0 to 2.
     *
     * @param embeddings one row per variant, none of length 0
     */
    public static DistanceMatrix ofCosines(Rows embeddings) {
        int n = embeddings.count();
        for (int i = 0; i < n; i++) {
            if (embeddings.isZero(i)) {
                throw new IllegalArgumentException(
                        "the embedding of variant " + i + " is all zeros: it has no direction");
            }
        }
        var unit = embeddings.normalized();
        var flat = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                flat[i * n + j] = unit.squaredDistance(i, unit, j) / 2;
                flat[j * n + i] = flat[i * n + j];
            }
        }
        return new DistanceMatrix(n, flat);
    }

    /** How many variants there are. */
    public int variants() {
        return n;
    }

    public double get(int i, int j) {
        return distances[i * n + j];
    }

    /** From one variant to each other, ascending. */
    double[] from(int variant) {
        var all = new double[n - 1];
        for (int j = 0, at = 0; j < n; j++) {
            if (j != variant) {
                all[at++] = get(variant, j);
            }
        }
        Arrays.sort(all);
        return all;
    }

    /** Of all pairs, ascending. */
    public double[] pairs() {
        return pairs(i -> true);
    }

    /** Of all pairs of several matrices, ascending. */
    public static double[] pairsOf(List<DistanceMatrix> matrices) {
        return matrices.stream()
                .flatMapToDouble(matrix -> Arrays.stream(matrix.pairs()))
                .sorted()
                .toArray();
    }

    /** Of all pairs that lack one variant, ascending. */
    double[] pairsWithout(int variant) {
        return pairs(i -> i != variant);
    }

    private double[] pairs(IntPredicate isMeant) {
        var pairs = new double[n * (n - 1) / 2];
        int count = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                if (isMeant.test(i) && isMeant.test(j)) {
                    pairs[count++] = get(i, j);
                }
            }
        }
        var meant = Arrays.copyOf(pairs, count);
        Arrays.sort(meant);
        return meant;
    }

    /** The middle one, or the mean of the two. */
    static double median(double[] ascending) {
        int half = ascending.length / 2;
        return ascending.length % 2 == 1 ? ascending[half] : (ascending[half - 1] + ascending[half]) / 2;
    }
}
