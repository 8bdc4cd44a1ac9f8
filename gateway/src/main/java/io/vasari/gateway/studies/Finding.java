package io.vasari.gateway.studies;

import io.vasari.contracts.Expectation;
import io.vasari.contracts.Perturbation;
import io.vasari.contracts.PromptVerdict;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.StudyEvaluation.Group;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One group of variants that is not as expected. */
@Schema(name = "Finding")
public record Finding(
        String study,
        String model,
        String revision,
        Perturbation perturbation,
        Expectation expectation,
        @Schema(description = "Of the noise that all variants started from") long seed,
        PromptVerdict verdict,
        @Schema(description = "How many times the threshold that it breaks, at least 1") double severity,
        @Schema(description = "Which distances say so", examples = "embedding") String feature,
        @Schema(description = "Of all pairs of variants, by that feature") double medianDistance,
        @Schema(description = "The variant that stands out; null for another verdict") Optional<String> outlier,
        @Schema(description = "The study's verdict, over all seeds") PromptVerdict studyVerdict,
        Instant at,
        String url,
        String report) {
    static final Comparator<Finding> WORST_FIRST = Comparator.comparingDouble(Finding::severity)
            .reversed()
            .thenComparing(Finding::study, Comparator.reverseOrder())
            .thenComparing(Finding::seed);

    /** Never infinite, for JSON has no such number. */
    private static final double MOST_SEVERE = 1e9;

    static Stream<Finding> of(StudyEvaluation study) {
        return study.groups().stream()
                .filter(group ->
                        group.verdict() != PromptVerdict.CONSISTENT && group.verdict() != PromptVerdict.INSUFFICIENT)
                .map(group -> of(study, group));
    }

    private static Finding of(StudyEvaluation study, Group group) {
        var urls = StudyDocument.Urls.of(study.jobId());
        return new Finding(
                study.jobId(),
                study.model().id(),
                study.model().revision(),
                study.perturbation(),
                study.expectation(),
                group.seed(),
                group.verdict(),
                severityOf(study, group),
                feature(study, group),
                group.medianDistance(),
                group.outlier().isPresent()
                        ? Optional.of(study.prompts().get(group.outlier().getAsInt()))
                        : Optional.empty(),
                study.verdict(),
                study.at(),
                urls.self(),
                urls.report());
    }

    private static String feature(StudyEvaluation study, Group group) {
        return group.feature().orElse(study.judgedBy());
    }

    private static double severityOf(StudyEvaluation study, Group group) {
        var limits = StudyFeatures.thresholds(study, feature(study, group));
        double times =
                switch (group.verdict()) {
                    case OUTLIER -> group.excess() / limits.minExcess();
                    case DISPERSED -> group.medianDistance() / limits.dispersedAbove();
                    case TOO_SIMILAR -> limits.tooSimilarBelow() / group.medianDistance();
                    case CONSISTENT, INSUFFICIENT -> 0;
                };
        // by pixels, dispersed is said of the mean, and the median may lie below the threshold
        return Math.max(1, Math.min(MOST_SEVERE, times));
    }
}
