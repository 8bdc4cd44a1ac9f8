package io.vasari.evaluator.judge;

import io.vasari.contracts.JobFeatures;
import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.aggregate.FeatureSketch;
import io.vasari.scores.duplicates.NearDuplicates;
import io.vasari.scores.features.BinDifferences;
import io.vasari.scores.features.FeatureScores;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is said of a sketch of features.
 *
 * @param reference name of the set they were compared with
 * @param twins samples whose perceptual hashes are close
 */
public record FeatureReadings(
        ModelRef embedder, String reference, FeatureScores scores, double ndbRatio, NearDuplicates twins) {

    /** @return empty where there are too few samples to say anything, or the features are others than the reference's */
    public static Optional<FeatureReadings> of(ModelRef embedder, FeatureSketch sketch, FeatureComparison comparison) {
        var reservoir = sketch.reservoir();
        if (reservoir.dimension() != comparison.reference().rows().dimension()) {
            return Optional.empty();
        }
        return FeatureScores.of(reservoir, comparison.reference())
                .map(scores -> new FeatureReadings(
                        embedder,
                        comparison.name(),
                        scores,
                        BinDifferences.of(comparison.bins().count(reservoir.rows()), comparison.binCounts())
                                .ratio(),
                        NearDuplicates.of(reservoir.perceptualHashes())));
    }

    /** As a job's evaluation has it. */
    public JobFeatures ofJob() {
        var fidelity = scores.fidelity();
        return new JobFeatures(
                embedder,
                reference,
                scores.n(),
                scores.kernelDistance().value(),
                scores.kernelDistance().standardError(),
                scores.frechetDistance(),
                fidelity.density(),
                fidelity.coverage(),
                fidelity.precision(),
                fidelity.recall(),
                scores.vendi(),
                scores.rke(),
                ndbRatio,
                twins.ratio(),
                Optional.of(new JobFeatures.Support(
                        finite(twins.support().support()),
                        twins.support().low(),
                        finite(twins.support().high()))));
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
