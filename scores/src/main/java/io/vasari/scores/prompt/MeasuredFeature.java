package io.vasari.scores.prompt;

import java.util.List;

/**
 * What one feature of the images says of the variants of a prompt.
 *
 * @param name for example {@code structure}
 * @param bySeed one matrix per seed, all of the same variants in the same order; where it was measured on fewer seeds than
 *     others were, on the first of them
 * @param thresholds in the units of the matrices
 */
public record MeasuredFeature(String name, List<DistanceMatrix> bySeed, PromptThresholds thresholds) {
    public MeasuredFeature {
        bySeed = List.copyOf(bySeed);
    }

    /** Of one noise alone. */
    MeasuredFeature at(int seed) {
        return new MeasuredFeature(name, List.of(bySeed.get(seed)), thresholds);
    }

    /** Of all pairs over all seeds, what is typical over what is dispersed; above 1 it is. */
    double spread() {
        return thresholds.typical().of(DistanceMatrix.pairsOf(bySeed)) / thresholds.dispersedAbove();
    }

    /** Whether variants that should move have not. */
    boolean isTooSimilar() {
        return thresholds.typical().of(DistanceMatrix.pairsOf(bySeed)) < thresholds.tooSimilarBelow();
    }
}
