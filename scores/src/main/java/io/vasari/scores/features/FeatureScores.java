package io.vasari.scores.features;

import io.vasari.scores.linear.InnerProducts;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.state.Moments;
import io.vasari.scores.state.Reservoir;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that the critic says of a reservoir of features against a reference. The pairs are looked at once for all scores: with
 * 2,000 rows of 512 numbers on both sides it takes about half a second of one core.
 *
 * @param n how many samples were compared
 * @param kernelDistance KID, unbiased, with its standard error; may be negative
 * @param frechetDistance only of a full reservoir, because it depends on n
 * @param vendi effective number of samples around the reference's mean, 1 to n
 * @param rke the same of order 2
 */
public record FeatureScores(
        int n,
        KernelDistance kernelDistance,
        OptionalDouble frechetDistance,
        Fidelity fidelity,
        double vendi,
        double rke) {
    /** Below so many samples nothing but their number is said. */
    public static final int MIN_SAMPLES = 100;

    /** @return empty with fewer than {@link #MIN_SAMPLES} samples */
    public static Optional<FeatureScores> of(Reservoir reservoir, FeatureReference reference) {
        return reservoir.size() < MIN_SAMPLES
                ? Optional.empty()
                : Optional.of(of(reservoir.rows(), reservoir.isFull(), reference));
    }

    private static FeatureScores of(Rows rows, boolean isFull, FeatureReference reference) {
        rows.requireDimension(reference.rows().dimension());
        var sums = new KernelSums.Within(rows, reference.kernel());
        var neighbours = new Neighbours(rows, Fidelity.K);
        InnerProducts.sweepPairs(rows, (row, from, products) -> {
            sums.accept(row, from, products);
            neighbours.accept(row, from, products);
        });
        var across = new KernelSums.Between(reference.rows(), rows, reference.kernel());
        var counts = new Fidelity.Counts(
                reference.rows(), reference.squaredRadii(), rows, neighbours.squaredRadii(), Fidelity.Edge.OUTSIDE);
        InnerProducts.sweep(reference.rows(), rows, (row, from, products) -> {
            across.accept(row, from, products);
            counts.accept(row, from, products);
        });
        var vendi = VendiScore.ofCosines(rows, reference.moments().mean());
        return new FeatureScores(
                rows.count(),
                KernelDistance.unbiased(sums.sums(), reference.kernelSums(), across.byY(), across.byX()),
                isFull
                        ? OptionalDouble.of(FrechetDistance.of(Moments.of(rows), reference.moments()))
                        : OptionalDouble.empty(),
                counts.fidelity(Fidelity.K),
                vendi.vendi(),
                vendi.rke());
    }
}
