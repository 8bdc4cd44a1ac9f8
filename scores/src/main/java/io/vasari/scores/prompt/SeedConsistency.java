package io.vasari.scores.prompt;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Whether one variant is flagged on more seeds than chance would have it. */
public final class SeedConsistency {
    /**
     * P(Bin(seeds, 1/variants) is at least flagged): as if each seed's outlier were picked at random.
     *
     * @param variants at least 1
     * @param seeds at least 0
     * @param flagged on how many seeds this variant was the outlier, 0 to seeds
     */
    public static double pValueOfOne(int variants, int seeds, int flagged) {
        if (variants < 1 || flagged < 0 || flagged > seeds) {
            throw new IllegalArgumentException(flagged + " of " + seeds + " seeds flagged one of " + variants
                    + " variants: it takes at least 1 variant, and 0 to all seeds");
        }
        return flagged == 0 ? 1 : BinomialDistribution.of(seeds, 1.0 / variants).survivalProbability(flagged - 1);
    }

    /** The same for the variant that was flagged most, of all: times the number of variants (Bonferroni), at most 1. */
    public static double pValue(int variants, int seeds, int flagged) {
        return Math.min(1, variants * pValueOfOne(variants, seeds, flagged));
    }

    private SeedConsistency() {}
}
