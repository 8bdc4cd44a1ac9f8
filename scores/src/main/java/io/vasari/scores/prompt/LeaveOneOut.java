package io.vasari.scores.prompt;

import java.util.Arrays;

/**
 * One variant against the others. A plain z-score cannot exceed (n-1)/sqrt(n), 1.5 for four variants, and so never singles
 * out one of four; this comparison leaves the variant out of its own yardstick.
 *
 * @param variant its index
 * @param meanDistance to the others
 * @param medianDistance to the others
 * @param restMedian median distance among the others
 * @param isolationGap its smallest distance less the largest among the others; above 0 it is apart from a cluster
 */
public record LeaveOneOut(
        int variant, double meanDistance, double medianDistance, double restMedian, double isolationGap) {
    /** @param distances of at least three variants */
    public static LeaveOneOut of(DistanceMatrix distances, int variant) {
        if (distances.variants() < 3) {
            throw new IllegalArgumentException(
                    "there are " + distances.variants() + " variants, leaving one out takes at least 3");
        }
        var own = distances.from(variant);
        var rest = distances.pairsWithout(variant);
        return new LeaveOneOut(
                variant,
                Arrays.stream(own).average().orElseThrow(),
                DistanceMatrix.median(own),
                DistanceMatrix.median(rest),
                own[0] - rest[rest.length - 1]);
    }

    /** How much farther it is from the others than they are from each other. */
    public double excess() {
        return medianDistance - restMedian;
    }

    /** How many times as far; infinite where the others are alike, NaN where all are. */
    public double ratio() {
        return medianDistance / restMedian;
    }
}
