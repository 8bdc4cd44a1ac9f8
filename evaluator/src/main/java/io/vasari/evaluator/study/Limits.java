package io.vasari.evaluator.study;

import io.vasari.contracts.ModelRef;
import io.vasari.contracts.ReplayCalibration;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.scores.prompt.OutlierRule;
import io.vasari.scores.prompt.PromptThresholds;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the distances of a model's studies are held against: the thresholds that it was calibrated to, else the usual ones.
 *
 * @param embedder whose embeddings are compared: thresholds made with another do not apply to them
 */
record Limits(Calibrated calibrated, Optional<ModelRef> embedder) {
    PromptThresholds of(String feature) {
        var usual = PromptThresholds.ofFeature(feature);
        return calibrated(feature)
                .map(own -> new PromptThresholds(
                        new OutlierRule(own.minExcess(), own.minRatio()),
                        own.dispersedAbove(),
                        own.tooSimilarBelow(),
                        usual.significance(),
                        usual.typical()))
                .orElse(usual);
    }

    StudyEvaluation.Thresholds told(String feature) {
        var limits = of(feature);
        return new StudyEvaluation.Thresholds(
                limits.rule().minExcess(),
                limits.rule().minRatio(),
                limits.dispersedAbove(),
                limits.tooSimilarBelow(),
                limits.significance(),
                calibrated(feature)
                        .map(own -> OptionalDouble.of(own.replayDistance()))
                        .orElse(OptionalDouble.empty()));
    }

    Optional<StudyEvaluation.Calibration> source() {
        return calibrated
                .calibration()
                .map(made -> new StudyEvaluation.Calibration(
                        made.at(), made.code(), made.prompts(), made.replays(), made.quantile(), made.margin()));
    }

    private Optional<ReplayCalibration.Feature> calibrated(String feature) {
        return calibrated
                .calibration()
                .filter(made -> !feature.equals(StudyEvaluation.EMBEDDING)
                        || made.embedder().equals(embedder))
                .map(made -> made.features().get(feature));
    }
}
