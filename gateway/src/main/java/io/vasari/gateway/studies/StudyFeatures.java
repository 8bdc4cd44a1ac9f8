package io.vasari.gateway.studies;

import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.StudyEvaluation.Feature;
import io.vasari.contracts.StudyEvaluation.Thresholds;
import io.vasari.contracts.StudyEvaluation.Variance;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The features of a judged study, and what is known of those that were judged before features were told apart. */
final class StudyFeatures {
    /** Whose distances show best what the verdict is about. */
    static String shown(StudyEvaluation study) {
        return study.foundBy().stream()
                .filter(study.distances()::containsKey)
                .findFirst()
                .orElse(study.judgedBy());
    }

    /** What the feature's distances were held against. */
    static Thresholds thresholds(StudyEvaluation study, String feature) {
        return Optional.ofNullable(study.features().get(feature))
                .map(Feature::thresholds)
                .orElse(study.thresholds());
    }

    /** By feature, where its variance comes from. */
    static Map<String, Variance> variances(StudyEvaluation study) {
        var variances = new LinkedHashMap<String, Variance>();
        study.variance().ifPresent(variance -> variances.put(study.judgedBy(), variance));
        study.features()
                .forEach((name, feature) -> feature.variance().ifPresent(variance -> variances.put(name, variance)));
        return Collections.unmodifiableMap(variances);
    }

    /** What it measures. */
    static String meaning(StudyEvaluation study, String feature) {
        return switch (feature) {
            case StudyEvaluation.EMBEDDING -> "1 - cosine of the embeddings by "
                    + study.embedder().map(Object::toString).orElse("");
            case StudyEvaluation.STRUCTURE -> "1 - SSIM of the luma";
            default -> "mean CIEDE2000 difference of the pixels";
        };
    }

    private StudyFeatures() {}
}
