package io.vasari.scores.prompt;

import io.vasari.contracts.StudyEvaluation;

/**
 * When the critic speaks up about prompts. Distances are in the units of the matrices that are judged.
 *
 * @param rule when one variant is an outlier
 * @param dispersedAbove typical distance of all pairs from which on variants that should stay close have not
 * @param tooSimilarBelow typical distance of all pairs below which variants that should move have not
 * @param significance largest p-value of an outlier over all seeds, above 0, below 1
 * @param typical which distance stands for all pairs
 */
public record PromptThresholds(
        OutlierRule rule, double dispersedAbove, double tooSimilarBelow, double significance, Typical typical) {
    private static final double SIGNIFICANCE = 0.05;

    /** For 1 - cosine of image embeddings, uncalibrated. */
    public static final PromptThresholds DEFAULT = new PromptThresholds(OutlierRule.DEFAULT, 0.25, 0.01, SIGNIFICANCE);

    /** For 1 - SSIM, uncalibrated: 0.95 and more is an image that one has to look at twice to tell it from the other. */
    public static final PromptThresholds STRUCTURE =
            new PromptThresholds(new OutlierRule(0.05, 2), 0.05, 0.005, SIGNIFICANCE, Typical.MEAN);

    /** For the mean CIEDE2000 of the pixels, uncalibrated: 1 is just noticeable, 3 at a glance. */
    public static final PromptThresholds COLOUR =
            new PromptThresholds(new OutlierRule(3, 2), 3, 1, SIGNIFICANCE, Typical.MEAN);

    /** Of the replays of one prompt, the share that {@link #calibratedOn} takes the distance of. */
    public static final double REPLAY_QUANTILE = 0.99;

    /** How many times that distance no threshold is below. */
    public static final double REPLAY_MARGIN = 2;

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

    /** With the median as what is typical. */
    public PromptThresholds(OutlierRule rule, double dispersedAbove, double tooSimilarBelow, double significance) {
        this(rule, dispersedAbove, tooSimilarBelow, significance, Typical.MEDIAN);
    }

    /**
     * The uncalibrated ones.
     *
     * @param feature as named in {@link StudyEvaluation}
     */
    public static PromptThresholds ofFeature(String feature) {
        return switch (feature) {
            case StudyEvaluation.EMBEDDING -> DEFAULT;
            case StudyEvaluation.STRUCTURE -> STRUCTURE;
            case StudyEvaluation.COLOUR -> COLOUR;
            default -> throw new IllegalArgumentException("there are no thresholds for the feature '" + feature + "'");
        };
    }

    /**
     * Raised where a model does not even repeat itself: no threshold is below {@value #REPLAY_MARGIN} times what replays
     * differ by.
     *
     * @param replayDistance that 99 % of the images of the same prompt and noise stay within, at least 0
     */
    public PromptThresholds calibratedOn(double replayDistance) {
        if (!(replayDistance >= 0) || Double.isInfinite(replayDistance)) {
            throw new IllegalArgumentException(
                    "the distance of replays is " + replayDistance + ", it must be a number of at least 0");
        }
        double least = REPLAY_MARGIN * replayDistance;
        return new PromptThresholds(
                new OutlierRule(Math.max(rule.minExcess(), least), rule.minRatio()),
                Math.max(dispersedAbove, least),
                Math.max(tooSimilarBelow, least),
                significance,
                typical);
    }
}
