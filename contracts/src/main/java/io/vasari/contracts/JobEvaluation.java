package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the critic says of a job so far, on {@link Topics#EVALUATIONS}, keyed by job id. Counts are of distinct samples;
 * names and formulas are those of the scores module.
 *
 * @param samples how many samples it covers
 * @param classCounts by class name, in the classifier's order
 * @param expectedShares the reference's shares by class name, 0 to 1
 * @param residuals standardized residual of each class against the reference, in sigmas
 * @param entropyRatio entropy over its maximum, 0 to 1
 * @param effectiveClasses exponential of the entropy, 1 to the number of classes
 * @param missingClasses classes of the reference without a single sample
 * @param missingLog10PValue base-10 logarithm of the bound on the probability of missing that much by chance
 * @param log10PValue base-10 logarithm of the chi-squared test's p-value
 * @param evidenceNats logarithm of the anytime-valid e-value
 * @param meanBelief the discriminator's mean belief, 0 (fake) to 1 (real), where the model has one
 * @param reference name of the reference histogram
 * @param features absent where no embedder looks, there is no reference for it, or too few samples
 * @param inceptionScore 1 to the number of classes, where the classifier tells how probable each class is
 * @param attributes those that prompts name, by name
 */
public record JobEvaluation(
        String jobId,
        ModelRef model,
        ModelRef classifier,
        long samples,
        Map<String, Long> classCounts,
        Map<String, Double> expectedShares,
        Map<String, Double> residuals,
        double entropyRatio,
        double effectiveClasses,
        double klDivergenceNats,
        double jsDivergenceNats,
        double totalVariationRatio,
        double chiSquared,
        @JsonProperty("log10_p_value") double log10PValue,
        List<String> missingClasses,
        @JsonProperty("missing_log10_p_value") double missingLog10PValue,
        double evidenceNats,
        OptionalDouble meanBelief,
        Verdict verdict,
        String verdictText,
        String reference,
        Instant at,
        Optional<JobFeatures> features,
        OptionalDouble inceptionScore,
        List<JobAttribute> attributes) {
    public JobEvaluation {
        features = features == null ? Optional.empty() : features;
        inceptionScore = inceptionScore == null ? OptionalDouble.empty() : inceptionScore;
        attributes = attributes == null ? List.of() : List.copyOf(attributes);
    }
}
