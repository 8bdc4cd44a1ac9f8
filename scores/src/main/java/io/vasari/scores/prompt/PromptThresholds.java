package io.vasari.scores.prompt;

import java.util.Arrays;

/**
 * When the critic speaks up about prompts. Distances are in the units of the matrices that are judged.
 *
 * @param rule when one variant is an outlier
 * @param dispersedAbove median distance of all pairs from which on variants that should stay close have not
 * @param tooSimilarBelow median distance of all pairs below which variants that should move have not
 * @param significance largest p-value of an outlier over all seeds, above 0, below 1
 */
public record PromptThresholds(OutlierRule rule, double dispersedAbove, double tooSimilarBelow, double significance) {
    /** For 1 - cosine of image embeddings, uncalibrated. */
    public static final PromptThresholds DEFAULT = new PromptThresholds(OutlierRule.DEFAULT, 0.25, 0.01, 0.05);

    private static final double REPLAY_QUANTILE = 0.99;

    public PromptThresholds {
        if (!(tooSimilarBelow >= 0)
                || !(dispersedAbove >= tooSimilarBelow)
                || !(significance > 0 && significance < 1)) {
            throw new IllegalArgumentException(
                    "dispersedAbove is %s, tooSimilarBelow %s and significance %s: it takes %s"
                            .formatted(
                                    dispersedAbove,
                                    tooSimilarBelow,
                                    significance,
                                    "dispersedAbove >= tooSimilarBelow >= 0 and a significance between 0 and 1"));
        }
    }

    /**
     * Raised where a model does not even repeat itself: no threshold is below the distance that 99 % of replays of the same
     * prompt stay within.
     *
     * @param replayDistances between images of the same prompt and noise, at least one
     */
    public PromptThresholds calibratedOn(double... replayDistances) {
        if (replayDistances.length == 0) {
            throw new IllegalArgumentException("there are no replays to calibrate on, it takes at least 1");
        }
        var ascending = replayDistances.clone();
        Arrays.sort(ascending);
        double noise = ascending[(int) Math.ceil(REPLAY_QUANTILE * ascending.length) - 1];
        return new PromptThresholds(
                new OutlierRule(Math.max(rule.minExcess(), noise), rule.minRatio()),
                Math.max(dispersedAbove, noise),
                Math.max(tooSimilarBelow, noise),
                significance);
    }
}
