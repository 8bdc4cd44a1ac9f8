package io.vasari.contracts;

import java.time.Instant;
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
        Optional<FeatureRows> features) {
    public TaskScores {
        features = features == null ? Optional.empty() : features;
    }

    /** Scores without features. */
    public TaskScores(
            String jobId,
            ModelRef model,
            SampleRange range,
            Instant generatedAt,
            ModelRef classifier,
            int[] classes,
            float[] confidences,
            float[] beliefs) {
        this(jobId, model, range, generatedAt, classifier, classes, confidences, beliefs, Optional.empty());
    }
}
