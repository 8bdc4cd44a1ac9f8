package io.vasari.scores;

/**
 * One line of the table that people read.
 *
 * @param name of the class
 * @param share of the samples, 0 to 1
 * @param expectedShare the reference's, 0 to 1
 * @param residualSigmas standardized distance of the count from the expected one
 * @param log10PValue base-10 logarithm of that residual's p-value after Holm's correction, at most 0
 * @param shareLow lower end of the share's 95 % Wilson interval
 * @param shareHigh upper end of it
 */
public record ClassRow(
        String name,
        long count,
        double share,
        double expectedShare,
        double residualSigmas,
        double log10PValue,
        double shareLow,
        double shareHigh) {}
