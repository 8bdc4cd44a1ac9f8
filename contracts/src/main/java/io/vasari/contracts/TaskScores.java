package io.vasari.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The critic's compact scores of one shard, on {@link Topics#SCORES}, keyed by model reference. Arrays have one entry per
 * sample of the range, in order.
 *
 * @param generatedAt event time: when the shard was made
 * @param classifier the classifier that looked
 * @param classes index into the classifier's class names
 * @param confidences probability of that class, 0 to 1
 * @param beliefs the discriminator's belief, 0 (fake) to 1 (real); empty when the model has none
 * @param features of some of the samples, where the model's card names an embedder
 * @param runnersUp what else each sample may be: their number n as a byte without sign, then n times the index of a class and its
 *     probability in units of 2^-16, both little-endian without sign in 16 bits; the class in {@code classes} has what is left
 *     to 1. Empty where the classifier does not tell
 * @param attributes whether samples show what their prompts name, where the model's card names who sees that
 */
public record TaskScores(
        String jobId,
        ModelRef model,
        SampleRange range,
        Instant generatedAt,
        ModelRef classifier,
        int[] classes,
        float[] confidences,
        float[] beliefs,
        Optional<FeatureRows> features,
        Optional<byte[]> runnersUp,
        List<AttributeChecks> attributes) {
    public TaskScores {
        features = features == null ? Optional.empty() : features;
        runnersUp = runnersUp == null ? Optional.empty() : runnersUp;
        attributes = attributes == null ? List.of() : List.copyOf(attributes);
    }

    /** Scores of classes and beliefs alone. */
    public TaskScores(
            String jobId,
            ModelRef model,
            SampleRange range,
            Instant generatedAt,
            ModelRef classifier,
            int[] classes,
            float[] confidences,
            float[] beliefs) {
        this(
                jobId,
                model,
                range,
                generatedAt,
                classifier,
                classes,
                confidences,
                beliefs,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
