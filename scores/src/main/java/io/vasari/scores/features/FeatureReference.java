package io.vasari.scores.features;

import io.vasari.scores.linear.InnerProducts;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.state.Moments;

/**
 * Features of real held-out data, with all that can be computed of them beforehand: half of the work of every comparison.
 * Immutable.
 */
public final class FeatureReference {
    private final Rows rows;
    private final Moments moments;
    private final Kernel kernel;
    private final KernelSums kernelSums;
    private final double[] squaredRadii;

    private FeatureReference(Rows rows, Moments moments, Kernel kernel, KernelSums kernelSums, double[] squaredRadii) {
        this.rows = rows;
        this.moments = moments;
        this.kernel = kernel;
        this.kernelSums = kernelSums;
        this.squaredRadii = squaredRadii;
    }

    /** @param rows more than {@link Fidelity#K}; best as many as the reservoirs hold that are compared with them */
    public static FeatureReference of(Rows rows) {
        var kernel = Kernel.polynomial(rows.dimension());
        var sums = new KernelSums.Within(rows, kernel);
        var neighbours = new Neighbours(rows, Fidelity.K);
        InnerProducts.sweepPairs(rows, (row, from, products) -> {
            sums.accept(row, from, products);
            neighbours.accept(row, from, products);
        });
        return new FeatureReference(rows, Moments.of(rows), kernel, sums.sums(), neighbours.squaredRadii());
    }

    public Rows rows() {
        return rows;
    }

    public Moments moments() {
        return moments;
    }

    Kernel kernel() {
        return kernel;
    }

    KernelSums kernelSums() {
        return kernelSums;
    }

    double[] squaredRadii() {
        return squaredRadii;
    }
}
