package io.vasari.scores.features;

import io.vasari.scores.linear.InnerProducts;
import io.vasari.scores.linear.RowSink;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.linear.SquaredDistances;
import java.util.Arrays;

/**
 * Each row's squared distances to its k nearest others, kept sorted during a sweep over pairs. A row is no neighbour of
 * itself; its duplicates are, at distance 0.
 */
final class Neighbours implements RowSink {
    private final int n;
    private final int k;
    private final SquaredDistances distances;
    private final double[] nearest;

    /** @param k at least 1 and below the number of rows */
    Neighbours(Rows x, int k) {
        if (k < 1 || k >= x.count()) {
            throw new IllegalArgumentException(
                    "k is " + k + " and there are " + x.count() + " rows: k must be at least 1 and below that");
        }
        this.n = x.count();
        this.k = k;
        this.distances = new SquaredDistances(x, x);
        this.nearest = new double[n * k];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    }

    static double[] squaredRadii(Rows x, int k) {
        var neighbours = new Neighbours(x, k);
        InnerProducts.sweepPairs(x, neighbours);
        return neighbours.squaredRadii();
    }

    @Override
    public void accept(int row, int from, double[] products) {
        for (int j = from; j < n; j++) {
            double squared = distances.of(row, j, products[j]);
            insert(row, squared);
            insert(j, squared);
        }
    }

    private void insert(int row, double squared) {
        int start = row * k;
        int at = start + k - 1;
        if (squared >= nearest[at]) {
            return;
        }
        while (at > start && nearest[at - 1] > squared) {
            nearest[at] = nearest[at - 1];
            at--;
        }
        nearest[at] = squared;
    }

    /** Squared distance of each row to its k-th nearest other. */
    double[] squaredRadii() {
        var radii = new double[n];
        Arrays.setAll(radii, i -> nearest[i * k + k - 1]);
        return radii;
    }
}
