package io.vasari.contracts;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the critic says of a study, on {@link Topics#STUDY_EVALUATIONS}, keyed by job id: a function of the images that were
 * stored, published once the job has ended. Names and formulas are those of the scores module. A seed counts when all
 * variants of it were made.
 *
 * @param prompts the variants
 * @param groups one for each seed that counts, in the study's order
 * @param judgedBy the feature that {@code medianDistance}, {@code mostDistance}, {@code variance} and {@code thresholds} are
 *     of: the first of those that were judged
 * @param distances by feature: mean over the seeds, a row and a column for each variant; {@value #EMBEDDING} is 1 - cosine,
 *     {@value #STRUCTURE} 1 - SSIM, {@value #COLOUR} the mean CIEDE2000 of the pixels
 * @param outlier the variant that was flagged on most seeds, if any was: to blame only where the verdict says so
 * @param flaggedSeeds on how many seeds it was
 * @param pValue of that, 0 to 1
 * @param medianDistance of all pairs, over all seeds
 * @param mostDistance that 99 % of all pairs stay within: of a replay, what the model's thresholds are calibrated on
 * @param variance of the embeddings; empty with fewer than 2 variants or seeds, or without an embedder
 * @param alignment cosine of each image and its prompt, a row for each variant, a column for each group; empty without an
 *     embedder of texts
 * @param at when the job ended
 * @param foundBy the features that the verdict rests on, the one that says it most clearly first; none where nothing is found
 * @param features what each feature says by itself
 * @param calibration where the thresholds come from; empty where they are the usual ones
 * @param calibrationIgnored why the usual ones apply although there is a calibration, and what to do
 */
public record StudyEvaluation(
        String jobId,
        ModelRef model,
        Perturbation perturbation,
        Expectation expectation,
        List<String> prompts,
        List<Group> groups,
        String judgedBy,
        Map<String, float[][]> distances,
        PromptVerdict verdict,
        String verdictText,
        OptionalInt outlier,
        int flaggedSeeds,
        double pValue,
        double medianDistance,
        double mostDistance,
        Optional<Variance> variance,
        float[][] alignment,
        List<AttributeCheck> attributes,
        Thresholds thresholds,
        Optional<ModelRef> embedder,
        Optional<ModelRef> attributeClassifier,
        Instant at,
        List<String> foundBy,
        Map<String, Feature> features,
        Optional<Calibration> calibration,
        Optional<String> calibrationIgnored) {
    public static final String EMBEDDING = "embedding";
    public static final String STRUCTURE = "structure";
    public static final String COLOUR = "colour";

    public StudyEvaluation {
        prompts = List.copyOf(prompts);
        groups = List.copyOf(groups);
        attributes = List.copyOf(attributes);
        foundBy = foundBy == null ? List.of() : List.copyOf(foundBy);
        features = features == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(features));
        calibration = calibration == null ? Optional.empty() : calibration;
        calibrationIgnored = calibrationIgnored == null ? Optional.empty() : calibrationIgnored;
    }

    /**
     * All variants of one seed.
     *
     * @param noiseSha256 of the noise that all of them started from; empty where workers do not tell, or not the same
     * @param verdict on this seed alone, which has no significance by itself
     * @param medianDistance of all pairs, by the feature
     * @param excess by the feature, how much farther the most remote variant is from the others than they from each other
     * @param feature that the verdict rests on; empty where that is {@link StudyEvaluation#judgedBy}
     */
    public record Group(
            long seed,
            Optional<String> noiseSha256,
            PromptVerdict verdict,
            OptionalInt outlier,
            double medianDistance,
            double excess,
            Optional<String> feature) {
        public Group {
            feature = feature == null ? Optional.empty() : feature;
        }
    }

    /**
     * What one feature says by itself, whatever the others say.
     *
     * @param seeds on how many it was measured, the first of those that count
     * @param flaggedSeeds on how many the outlier was flagged
     * @param pValue of that; it is not corrected for there being several features, that of the study is
     * @param mostDistance that 99 % of all pairs stay within
     * @param variance of its vectors: embeddings, luma of the pixels, CIELAB of the pixels
     */
    public record Feature(
            PromptVerdict verdict,
            OptionalInt outlier,
            int seeds,
            int flaggedSeeds,
            double pValue,
            double medianDistance,
            double meanDistance,
            double mostDistance,
            Optional<Variance> variance,
            Thresholds thresholds) {}

    /** As {@link ReplayCalibration} has it. */
    public record Calibration(Instant at, String code, int prompts, int replays, double quantile, double margin) {}

    /** Shares of the prompt, the seed and both together in the variance, 0 to 1, and the prompt's without what noise has. */
    public record Variance(double promptRatio, double seedRatio, double interactionRatio, double omegaSquared) {}

    /**
     * Whether an image shows what its prompt names.
     *
     * @param attribute for example {@code colour}
     * @param prompt index of the variant
     * @param expected the class that the prompt names
     * @param seen the class of each group's image
     */
    public record AttributeCheck(String attribute, int prompt, String expected, List<String> seen) {
        public int passed() {
            return (int) seen.stream().filter(expected::equals).count();
        }
    }

    /**
     * What the distances were held against.
     *
     * @param dispersedAbove by the median of all pairs for embeddings, by their mean for pixels; so is tooSimilarBelow
     * @param replayDistance that 99 % of the model's replays of one prompt stay within; empty where none were measured, and
     *     the thresholds are the usual ones
     */
    public record Thresholds(
            double minExcess,
            double minRatio,
            double dispersedAbove,
            double tooSimilarBelow,
            double significance,
            OptionalDouble replayDistance) {}
}
