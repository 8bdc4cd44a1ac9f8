package io.vasari.gateway.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the critic says of a job, as a client sees it. Figures that are not finite are null. */
@Schema(name = "Evaluation", description = "What the critic says of the job's samples so far")
public record EvaluationDocument(
        @Schema(description = "How many samples it covers", examples = "2000") long samples,
        @Schema(description = "The job has ended and every sample that was made is covered") boolean complete,
        @Schema(description = "Samples by class name", examples = "{\"0\":197,\"1\":231}")
                Map<String, Long> classCounts,
        @Schema(description = "Shares by class name, 0 to 1", examples = "{\"0\":0.0985,\"1\":0.1155}")
                Map<String, Double> classShares,
        @Schema(description = "The reference's shares by class name, 0 to 1") Map<String, Double> expectedShares,
        @Schema(description = "Standardized residual of each class against the reference, in sigmas")
                Map<String, Double> residuals,
        @Schema(description = "Entropy over its maximum, 0 to 1", examples = "0.987") Optional<Double> entropyRatio,
        @Schema(description = "Exponential of the entropy, 1 to the number of classes", examples = "9.7")
                Optional<Double> effectiveClasses,
        @Schema(description = "Classes of the reference without a single sample") List<String> missingClasses,
        Optional<Double> chiSquared,
        @JsonProperty("log10_p_value")
                @Schema(description = "Base-10 logarithm of the p-value of the chi-squared test", examples = "-6.2")
                Optional<Double> log10PValue,
        @Schema(description = "Half the sum of the absolute differences of the shares, 0 to 1")
                Optional<Double> totalVariationRatio,
        @Schema(description = "Logarithm of the anytime-valid e-value against the reference")
                Optional<Double> evidenceNats,
        @Schema(description = "The discriminator's mean belief, 0 (fake) to 1 (real); null where there is none")
                Optional<Double> meanDiscriminatorBelief,
        Verdict verdict,
        @Schema(description = "The verdict in words") String verdictText,
        @Schema(description = "Name of the reference histogram") String reference,
        @Schema(description = "The classifier that looked", examples = "mnist-lenet@v1") String classifier,
        @Schema(
                        description =
                                "What is said of the features of some of the samples; null where no embedder looks, and"
                                        + " of fewer than 100 samples")
                Optional<FeaturesDocument> features,
        @Schema(
                        description =
                                "Inception score's form on the classifier, 1 to the number of classes; null where it does not tell how"
                                        + " probable each class is",
                        examples = "9.1")
                Optional<Double> inceptionScore,
        @Schema(description = "Whether samples show what their prompts name, by attribute; empty where none does")
                List<Attribute> attributes) {

    /** Samples whose prompts name a class of the attribute. */
    @Schema(name = "EvaluationAttribute", description = "How many samples show the class that their prompt names")
    public record Attribute(@Schema(examples = "colour") String attribute, long passed, long failed) {}

    public static EvaluationDocument of(JobEvaluation evaluation, JobStatus status) {
        return new EvaluationDocument(
                evaluation.samples(),
                status.state().isTerminal() && evaluation.samples() == status.done(),
                evaluation.classCounts(),
                shares(evaluation.classCounts()),
                evaluation.expectedShares(),
                evaluation.residuals(),
                ofClasses(evaluation, evaluation.entropyRatio()),
                ofClasses(evaluation, evaluation.effectiveClasses()),
                evaluation.missingClasses(),
                ofClasses(evaluation, evaluation.chiSquared()),
                ofClasses(evaluation, evaluation.log10PValue()),
                ofClasses(evaluation, evaluation.totalVariationRatio()),
                ofClasses(evaluation, evaluation.evidenceNats()),
                evaluation.meanBelief().isPresent()
                        ? finite(evaluation.meanBelief().getAsDouble())
                        : Optional.empty(),
                evaluation.verdict(),
                evaluation.verdictText(),
                evaluation.reference(),
                evaluation.classifier().toString(),
                evaluation.features().map(FeaturesDocument::of),
                evaluation.inceptionScore().isPresent()
                        ? finite(evaluation.inceptionScore().getAsDouble())
                        : Optional.empty(),
                evaluation.attributes().stream()
                        .map(seen -> new Attribute(seen.attribute(), seen.passed(), seen.failed()))
                        .toList());
    }

    private static Map<String, Double> shares(Map<String, Long> counts) {
        double total = counts.values().stream().mapToLong(Long::longValue).sum();
        var shares = new LinkedHashMap<String, Double>();
        counts.forEach((name, count) -> shares.put(name, total == 0 ? 0 : count / total));
        return shares;
    }

    /** A score of classes: none where no classifier looks. */
    private static Optional<Double> ofClasses(JobEvaluation evaluation, double value) {
        return evaluation.classCounts().isEmpty() ? Optional.empty() : finite(value);
    }

    private static Optional<Double> finite(double value) {
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }
}
