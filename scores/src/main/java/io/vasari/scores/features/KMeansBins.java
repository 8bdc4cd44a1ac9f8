package io.vasari.scores.features;

import io.vasari.scores.ClassCounts;
import io.vasari.scores.linear.InnerProducts;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.linear.SquaredDistances;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Bins of a feature space, frozen with the reference: a vector belongs to the nearest centroid, of equally near ones to the
 * first. Counts per bin merge as class counts do.
 *
 * @param centroids one row per bin
 */
public record KMeansBins(Rows centroids) {
    /**
     * Lloyd's iterations (1982) from k-means++ seeds (Arthur and Vassilvitskii 2007), until nothing moves.
     *
     * @param rows at least {@code bins} of them, in an order that does not change, or neither will the bins be the same
     * @param random decides the seeds
     */
    public static KMeansBins fit(Rows rows, int bins, int maxIterations, RandomGenerator random) {
        if (bins < 1 || bins > rows.count()) {
            throw new IllegalArgumentException(
                    "bins is " + bins + ", it must be between 1 and the number of rows, " + rows.count());
        }
        var current = new KMeansBins(seeds(rows, bins, random));
        var assigned = current.assign(rows);
        for (int iteration = 0; iteration < maxIterations; iteration++) {
            current = new KMeansBins(means(rows, assigned, current.centroids));
            var next = current.assign(rows);
            if (Arrays.equals(next, assigned)) {
                break;
            }
            assigned = next;
        }
        return current;
    }

    /** How many bins there are. */
    public int bins() {
        return centroids.count();
    }

    /** The bin of each row. */
    public int[] assign(Rows rows) {
        rows.requireDimension(centroids.dimension());
        var distances = new SquaredDistances(rows, centroids);
        var assigned = new int[rows.count()];
        InnerProducts.sweep(rows, centroids, (row, from, products) -> {
            double nearest = Double.POSITIVE_INFINITY;
            for (int bin = 0; bin < centroids.count(); bin++) {
                double squared = distances.of(row, bin, products[bin]);
                if (squared < nearest) {
                    nearest = squared;
                    assigned[row] = bin;
                }
            }
        });
        return assigned;
    }

    /** How many rows fall into each bin. */
    public ClassCounts count(Rows rows) {
        var counts = new long[bins()];
        for (int bin : assign(rows)) {
            counts[bin]++;
        }
        return ClassCounts.of(counts);
    }

    private static Rows seeds(Rows rows, int bins, RandomGenerator random) {
        var chosen = new double[bins][];
        var nearest = new double[rows.count()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int next = random.nextInt(rows.count());
        for (int bin = 0; bin < bins; bin++) {
            chosen[bin] = rows.row(next);
            double sum = 0;
            for (int i = 0; i < nearest.length; i++) {
                nearest[i] = Math.min(nearest[i], rows.squaredDistance(i, rows, next));
                sum += nearest[i];
            }
            double left = random.nextDouble() * sum;
            next = 0;
            for (int i = 0; i < nearest.length; i++) {
                left -= nearest[i];
                next = nearest[i] > 0 ? i : next;
                if (left < 0) {
                    break;
                }
            }
        }
        return Rows.of(chosen);
    }

    /** A bin without rows stays where it was. */
    private static Rows means(Rows rows, int[] assigned, Rows before) {
        int d = rows.dimension();
        var sums = new double[before.count()][d];
        var counts = new long[before.count()];
        for (int i = 0; i < assigned.length; i++) {
            counts[assigned[i]]++;
            for (int j = 0; j < d; j++) {
                sums[assigned[i]][j] += rows.get(i, j);
            }
        }
        for (int bin = 0; bin < counts.length; bin++) {
            for (int j = 0; j < d; j++) {
                sums[bin][j] = counts[bin] == 0 ? before.get(bin, j) : sums[bin][j] / counts[bin];
            }
        }
        return Rows.of(sums);
    }
}
