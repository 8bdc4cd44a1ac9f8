package io.vasari.benchmarks.detection;

import io.vasari.scores.features.FeatureScores;

/** The rule FeatureDrift, as a condition on the scores of one window. */
final class FeatureAlarm {
    static final String RULE = "FeatureDrift";

    /** Kernel distance in standard errors: beyond chance. */
    static final double MIN_Z = 5;

    /** Share of the samples that lie among the reference: a difference that matters, whatever was asked for. */
    static final double MAX_PRECISION = 0.5;

    private FeatureAlarm() {}

    static double z(FeatureScores scores) {
        return scores.kernelDistance().value()
                / scores.kernelDistance().standardError().orElse(Double.POSITIVE_INFINITY);
    }

    /** Of a full sketch alone, which is the one that has a Frechet distance. */
    static boolean sounds(FeatureScores scores) {
        return scores.frechetDistance().isPresent()
                && z(scores) > MIN_Z
                && scores.fidelity().precision() < MAX_PRECISION;
    }
}
