package io.vasari.scores.features;

import io.vasari.scores.linear.InnerProducts;
import io.vasari.scores.linear.RowSink;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.linear.SquaredDistances;
import java.util.Arrays;

/**
 * Whether samples lie where real ones do, and reach all of them. Around every row there is a ball that reaches to its k-th
 * nearest other row of the same set.
 *
 * @param precision share of samples inside some real row's ball, 0 to 1 (Kynkaanniemi et al. 2019)
 * @param recall share of real rows inside some sample's ball, 0 to 1
 * @param density real balls per sample over k, 0 up, 1 for equal distributions (Naeem et al. 2020)
 * @param coverage share of real rows whose ball has a sample in it, 0 to 1
 */
public record Fidelity(double precision, double recall, double density, double coverage) {
    /** The neighbour that balls reach to, as published. */
    public static final int K = 5;

    /** Whether a row at the very edge of a ball is inside: it matters only for ties. */
    public enum Edge {
        /** Outside, as in the code of Naeem et al. */
        OUTSIDE,
        /** Inside, as in the formulas and in the code of Kynkaanniemi et al. */
        INSIDE
    }

    /**
     * @param real more than k rows
     * @param fake more than k rows of the same dimension; their number may differ
     */
    public static Fidelity of(Rows real, Rows fake, int k, Edge edge) {
        var counts = new Counts(real, Neighbours.squaredRadii(real, k), fake, Neighbours.squaredRadii(fake, k), edge);
        InnerProducts.sweep(real, fake, counts);
        return counts.fidelity(k);
    }

    public static Fidelity of(Rows real, Rows fake) {
        return of(real, fake, K, Edge.OUTSIDE);
    }

    /** The radii of the balls, one per row. */
    public static double[] radii(Rows rows, int k) {
        return Arrays.stream(Neighbours.squaredRadii(rows, k)).map(Math::sqrt).toArray();
    }

    /** The coverage to expect where both sets come from one distribution: 1 - prod (N - i) / (M + N - i), i from 1 to k. */
    public static double expectedCoverage(long real, long fake, int k) {
        double missed = 1;
        for (int i = 1; i <= k; i++) {
            missed *= (double) (real - i) / (fake + real - i);
        }
        return 1 - missed;
    }

    /** Counts who is in whose ball during a sweep of the real rows over the samples. */
    static final class Counts implements RowSink {
        private final double[] realRadii;
        private final double[] fakeRadii;
        private final SquaredDistances distances;
        private final boolean edgeIsInside;
        private final boolean[] precise;
        private long inBalls;
        private int recalled;
        private int covered;

        Counts(Rows real, double[] squaredRealRadii, Rows fake, double[] squaredFakeRadii, Edge edge) {
            this.realRadii = squaredRealRadii;
            this.fakeRadii = squaredFakeRadii;
            this.distances = new SquaredDistances(real, fake);
            this.edgeIsInside = edge == Edge.INSIDE;
            this.precise = new boolean[fake.count()];
        }

        @Override
        public void accept(int real, int from, double[] products) {
            double radius = realRadii[real];
            boolean isRecalled = false;
            int inside = 0;
            for (int j = from; j < precise.length; j++) {
                double squared = distances.of(real, j, products[j]);
                if (squared < radius || edgeIsInside && squared == radius) {
                    inside++;
                    precise[j] = true;
                }
                isRecalled |= squared < fakeRadii[j] || edgeIsInside && squared == fakeRadii[j];
            }
            inBalls += inside;
            covered += inside > 0 ? 1 : 0;
            recalled += isRecalled ? 1 : 0;
        }

        Fidelity fidelity(int k) {
            double reals = realRadii.length;
            double fakes = precise.length;
            int inSomeBall = 0;
            for (boolean inside : precise) {
                inSomeBall += inside ? 1 : 0;
            }
            return new Fidelity(inSomeBall / fakes, recalled / reals, inBalls / (k * fakes), covered / reals);
        }
    }
}
