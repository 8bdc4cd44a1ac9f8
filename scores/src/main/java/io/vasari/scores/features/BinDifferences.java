package io.vasari.scores.features;

import io.vasari.scores.ClassCounts;
import io.vasari.scores.diversity.Divergence;
import io.vasari.scores.fit.Residuals;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Number of statistically different bins (NDB; Richardson and Weiss 2018): bins of the reference that the samples fill to
 * another share than the reference does, by the z-test of two proportions.
 *
 * @param bins how many there are
 * @param different bins with p below the level, each by itself, as published: without any difference still a share of
 *     about the level
 * @param differentAmongAll bins with p below the level after Holm's correction: without any difference 0, but for a chance
 *     of the level
 * @param jsNats Jensen-Shannon divergence of the shares, 0 to ln 2
 */
public record BinDifferences(int bins, int different, int differentAmongAll, double jsNats) {
    /** The level of significance that is published. */
    public static final double LEVEL = 0.05;

    /**
     * @param samples counts per bin, at least one sample
     * @param reference counts of the same bins, at least one sample
     * @param level of significance, above 0, below 1
     */
    public static BinDifferences of(ClassCounts samples, ClassCounts reference, double level) {
        if (samples.n() == 0 || reference.n() == 0) {
            throw new IllegalArgumentException("there are " + samples.n() + " samples and " + reference.n()
                    + " of the reference, it takes at least 1 of each");
        }
        double log10Level = Math.log10(level);
        var residuals = Residuals.twoSample(samples, reference);
        return new BinDifferences(
                samples.classes(),
                below(Residuals.log10TwoSided(residuals.sigmas()), log10Level),
                below(residuals.log10PValues(), log10Level),
                Divergence.jsNats(shares(samples), shares(reference)));
    }

    public static BinDifferences of(ClassCounts samples, ClassCounts reference) {
        return of(samples, reference, LEVEL);
    }

    private static int below(double[] log10PValues, double log10Level) {
        return (int) Arrays.stream(log10PValues).filter(p -> p < log10Level).count();
    }

    private static double[] shares(ClassCounts counts) {
        return IntStream.range(0, counts.classes()).mapToDouble(counts::share).toArray();
    }

    /** Share of the bins that differ, as published, 0 to 1. */
    public double ratio() {
        return (double) different / bins;
    }

    /** Share of the bins that differ after Holm's correction, 0 to 1. */
    public double ratioAmongAll() {
        return (double) differentAmongAll / bins;
    }
}
