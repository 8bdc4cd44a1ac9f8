package io.vasari.scores.prompt;

import io.vasari.contracts.Expectation;
import io.vasari.contracts.PromptVerdict;
import java.util.List;
import java.util.OptionalInt;

/**
 * What one feature of the images says of the variants of a prompt.
 *
 * @param outlier the variant that was flagged on most seeds, if any was: the culprit only where the verdict says so
 * @param flagged on how many seeds it was
 * @param pValue of that, corrected for the number of variants, 0 to 1; never below 1 with one seed
 * @param medianDistance of all pairs, over all seeds; 0 where there are none
 * @param meanDistance of the same
 */
public record PromptJudgement(
        PromptVerdict verdict,
        OptionalInt outlier,
        int flagged,
        double pValue,
        double medianDistance,
        double meanDistance) {
    /**
     * Of one noise alone: what is counted over many groups. It has no significance by itself.
     *
     * @param distances at least three variants for a verdict
     */
    public static PromptJudgement ofGroup(
            DistanceMatrix distances, Expectation expectation, PromptThresholds thresholds) {
        return judge(List.of(distances), expectation, thresholds, 1);
    }

    /**
     * Of a whole study. The verdict is insufficient with fewer than three variants, and with so few seeds that even an
     * outlier on all of them would not be significant.
     *
     * @param bySeed one matrix per seed, all of the same variants in the same order
     */
    public static PromptJudgement ofStudy(
            List<DistanceMatrix> bySeed, Expectation expectation, PromptThresholds thresholds) {
        return judge(bySeed, expectation, thresholds, thresholds.significance());
    }

    private static PromptJudgement judge(
            List<DistanceMatrix> bySeed, Expectation expectation, PromptThresholds thresholds, double significance) {
        int seeds = bySeed.size();
        int variants = bySeed.stream().mapToInt(DistanceMatrix::variants).max().orElse(0);
        if (bySeed.stream().anyMatch(matrix -> matrix.variants() != variants)) {
            throw new IllegalArgumentException("the seeds do not all have the same variants");
        }
        var pairs = DistanceMatrix.pairsOf(bySeed);
        double typical = thresholds.typical().of(pairs);
        var flags = new int[variants];
        bySeed.forEach(matrix -> thresholds.rule().outlier(matrix).ifPresent(variant -> flags[variant]++));
        int most = 0;
        for (int i = 1; i < variants; i++) {
            most = flags[i] > flags[most] ? i : most;
        }
        int flagged = variants == 0 ? 0 : flags[most];
        double pValue = flagged == 0 ? 1 : SeedConsistency.pValue(variants, seeds, flagged);
        boolean enough = variants >= 3 && seeds > 0 && SeedConsistency.pValue(variants, seeds, seeds) <= significance;
        var verdict = enough
                ? verdict(flagged > 0 && pValue <= significance, typical, expectation, thresholds)
                : PromptVerdict.INSUFFICIENT;
        var outlier = flagged == 0 ? OptionalInt.empty() : OptionalInt.of(most);
        return new PromptJudgement(verdict, outlier, flagged, pValue, Typical.MEDIAN.of(pairs), Typical.MEAN.of(pairs));
    }

    private static PromptVerdict verdict(
            boolean isOutlier, double typical, Expectation expectation, PromptThresholds thresholds) {
        if (isOutlier) {
            return PromptVerdict.OUTLIER;
        }
        if (expectation == Expectation.INVARIANT && typical > thresholds.dispersedAbove()) {
            return PromptVerdict.DISPERSED;
        }
        if (expectation == Expectation.VARIANT && typical < thresholds.tooSimilarBelow()) {
            return PromptVerdict.TOO_SIMILAR;
        }
        return PromptVerdict.CONSISTENT;
    }
}
