package io.vasari.scores.prompt;

import io.vasari.scores.linear.Rows;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * How much of the variation over a grid of prompts and seeds comes from the prompt, the seed, and both together: two-way
 * analysis of variance without replication. Of vectors, squares are squared lengths, summed over the dimensions. The shares
 * are first-order Sobol indices and sum to 1, or are all 0 where nothing varies.
 *
 * @param prompts number of variants, at least 2
 * @param seeds at least 2
 * @param ssPrompt sum of squares between prompts
 * @param ssSeed sum of squares between seeds
 * @param ssInteraction what is left
 */
public record VarianceDecomposition(int prompts, int seeds, double ssPrompt, double ssSeed, double ssInteraction) {
    /** @param table a row per prompt, a column per seed */
    public static VarianceDecomposition of(double[][] table) {
        var rows = Rows.of(table);
        return of(Rows.of(1, rows.toArray()), rows.count());
    }

    /**
     * @param features prompt after prompt, each with its seeds in the same order
     * @param prompts how many there are; as many seeds as rows divided by that
     */
    public static VarianceDecomposition of(Rows features, int prompts) {
        int cells = features.count();
        if (prompts < 2 || cells % prompts != 0 || cells / prompts < 2) {
            throw new IllegalArgumentException(cells + " samples of " + prompts
                    + " prompts: a study takes at least 2 prompts and 2 seeds, and every seed of every prompt");
        }
        int seeds = cells / prompts;
        var centred = features.minus(features.mean());
        double ssPrompt = 0;
        double ssSeed = 0;
        double ssInteraction = 0;
        for (int column = 0; column < features.dimension(); column++) {
            var byPrompt = new double[prompts];
            var bySeed = new double[seeds];
            double grand = 0;
            for (int cell = 0; cell < cells; cell++) {
                double value = centred.get(cell, column);
                byPrompt[cell / seeds] += value / seeds;
                bySeed[cell % seeds] += value / prompts;
                grand += value / cells;
            }
            for (double mean : byPrompt) {
                ssPrompt += seeds * (mean - grand) * (mean - grand);
            }
            for (double mean : bySeed) {
                ssSeed += prompts * (mean - grand) * (mean - grand);
            }
            for (int cell = 0; cell < cells; cell++) {
                double rest = centred.get(cell, column) - byPrompt[cell / seeds] - bySeed[cell % seeds] + grand;
                ssInteraction += rest * rest;
            }
        }
        return ssPrompt + ssSeed + ssInteraction <= rounding(features)
                ? new VarianceDecomposition(prompts, seeds, 0, 0, 0)
                : new VarianceDecomposition(prompts, seeds, ssPrompt, ssSeed, ssInteraction);
    }

    /** The sum of squares that equal numbers may have, because their mean is rounded. */
    private static double rounding(Rows features) {
        double squares = 0;
        for (double value : features.toArray()) {
            squares += 16 * Math.ulp(value) * Math.ulp(value);
        }
        return squares;
    }

    /** Of vectors that are these and those one after the other, on the same grid. */
    public VarianceDecomposition and(VarianceDecomposition more) {
        if (more.prompts != prompts || more.seeds != seeds) {
            throw new IllegalArgumentException("a grid of %d prompts x %d seeds is not one of %d x %d"
                    .formatted(prompts, seeds, more.prompts, more.seeds));
        }
        return new VarianceDecomposition(
                prompts, seeds, ssPrompt + more.ssPrompt, ssSeed + more.ssSeed, ssInteraction + more.ssInteraction);
    }

    public double ssTotal() {
        return ssPrompt + ssSeed + ssInteraction;
    }

    public double msPrompt() {
        return ssPrompt / (prompts - 1);
    }

    public double msSeed() {
        return ssSeed / (seeds - 1);
    }

    public double msInteraction() {
        return ssInteraction / ((prompts - 1.0) * (seeds - 1));
    }

    /** Mean square within prompts, seeds and interaction together. */
    public double msWithin() {
        return (ssSeed + ssInteraction) / (prompts * (seeds - 1.0));
    }

    /** Share of the prompt, 0 to 1; for pure noise not 0 but {@link #expectedPromptShareOfNoise}. */
    public double promptShare() {
        return share(ssPrompt);
    }

    public double seedShare() {
        return share(ssSeed);
    }

    public double interactionShare() {
        return share(ssInteraction);
    }

    /** Share of the prompt, alone and together with the seed, 0 to 1. */
    public double totalPromptShare() {
        return share(ssPrompt + ssInteraction);
    }

    /** (P-1)/(PS-1), what the prompt's share is on average where neither prompt nor seed matters. */
    public double expectedPromptShareOfNoise() {
        return (prompts - 1.0) / ((double) prompts * seeds - 1);
    }

    private double share(double squares) {
        double total = ssTotal();
        return total == 0 ? 0 : squares / total;
    }

    /** Omega squared of the prompt (Hays 1963): its share less what noise would have, about 0 for noise, at most 1. */
    public double omegaSquaredPrompt() {
        return omegaSquared(ssPrompt, prompts - 1);
    }

    public double omegaSquaredSeed() {
        return omegaSquared(ssSeed, seeds - 1);
    }

    private double omegaSquared(double squares, int df) {
        double total = ssTotal() + msInteraction();
        return total == 0 ? 0 : (squares - df * msInteraction()) / total;
    }

    /** Estimated variance that the prompt adds to a score, in squared units of it; may be negative. */
    public double promptVariance() {
        return (msPrompt() - msInteraction()) / seeds;
    }

    /** Estimated variance that the seed adds; may be negative. */
    public double seedVariance() {
        return (msSeed() - msInteraction()) / prompts;
    }

    /** At least 0; infinite where there is no interaction at all, 0 where nothing varies. */
    public double fPrompt() {
        return f(msPrompt(), msInteraction());
    }

    public double fSeed() {
        return f(msSeed(), msInteraction());
    }

    /** Of prompts against all else (PERMANOVA; Anderson 2001). */
    public double pseudoF() {
        return f(msPrompt(), msWithin());
    }

    private static double f(double between, double within) {
        return between == 0 ? 0 : between / within;
    }

    /** Probability of so large an F for numbers with normal noise; for vectors it is no p-value. */
    public double pValuePrompt() {
        return pValue(fPrompt(), prompts - 1);
    }

    public double pValueSeed() {
        return pValue(fSeed(), seeds - 1);
    }

    private double pValue(double f, int df) {
        return f == Double.POSITIVE_INFINITY
                ? 0
                : FDistribution.of(df, (prompts - 1.0) * (seeds - 1)).survivalProbability(f);
    }
}
