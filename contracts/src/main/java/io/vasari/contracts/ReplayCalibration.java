package io.vasari.contracts;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The critic's thresholds for studies of one revision, made from replays of prompts: images of the same words from the same
 * noise, which should not differ at all. Kept as {@value #FILE} beside the revision's weights.
 *
 * @param version of this format, {@value #VERSION}
 * @param at when it was made
 * @param code that made it, for example {@code vasari 0.1.0}
 * @param prompts how many were replayed
 * @param replays how many images were painted of them
 * @param quantile share of the pairs of replays that stay within {@link Feature#replayDistance}
 * @param margin how many times that distance no threshold is below
 * @param embedder whose embeddings were compared; empty where the card names none
 * @param features thresholds by feature, as named in {@link StudyEvaluation}
 * @param weights sha256 of the files of the revision and of the embedder's, by {@code id@revision}: with others the thresholds
 *     are not theirs. Files from before this was kept have none
 */
public record ReplayCalibration(
        int version,
        ModelRef model,
        Instant at,
        String code,
        int prompts,
        int replays,
        double quantile,
        double margin,
        Optional<ModelRef> embedder,
        Map<String, Feature> features,
        Map<String, String> weights) {
    public static final String FILE = "thresholds.json";
    public static final int VERSION = 1;

    /** @throws IllegalArgumentException when it is of another version, or holds no features */
    public ReplayCalibration {
        if (version != VERSION) {
            throw new IllegalArgumentException("its version is " + version + ", this code reads version " + VERSION);
        }
        if (features == null || features.isEmpty()) {
            throw new IllegalArgumentException("it has no features");
        }
        embedder = embedder == null ? Optional.empty() : embedder;
        features = Collections.unmodifiableMap(new TreeMap<>(features));
        weights = weights == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(weights));
    }

    /**
     * In the units of the feature.
     *
     * @param replayDistance that nearly all pairs of replays stay within, of the prompt where it is largest
     */
    public record Feature(
            double replayDistance, double minExcess, double minRatio, double dispersedAbove, double tooSimilarBelow) {}
}
