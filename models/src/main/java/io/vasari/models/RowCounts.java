package io.vasari.models;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The row counts that a network's passes may run with, all of which give a row the very same bits.
 *
 * <p>A matrix product may round differently when it has another number of rows, because its library then takes another
 * kernel. Which counts agree depends on processor and library, so it is tried when a model is loaded: a small group then
 * runs as a small pass where that changes no byte, and padded to the reference where it would.
 */
public final class RowCounts {

    private final int[] agreeing;

    private RowCounts(int[] agreeing) {
        this.agreeing = agreeing;
    }

    /** A pass over some of the rows that the counts are tried with. */
    @FunctionalInterface
    public interface Trial {
        /**
         * Runs one pass.
         *
         * @param first row, at least 0
         * @param rows of the pass
         * @return all that the rows give, row by row, as many values for each
         */
        float[] run(int first, int rows);
    }

    /**
     * Keeps those candidates under which every row of the trial has the bits that it has under the reference.
     *
     * @param reference rows of the pass that is right by definition, at least 1
     * @param candidates other counts, each at least 1; the trial runs over their least common multiple with the reference
     */
    public static RowCounts agreeingWith(int reference, int[] candidates, Trial trial) {
        int rows = Arrays.stream(candidates).reduce(reference, RowCounts::leastCommonMultiple);
        float[] right = results(reference, rows, trial);
        var agreeing = IntStream.concat(
                IntStream.of(reference),
                Arrays.stream(candidates).filter(count -> Arrays.equals(right, results(count, rows, trial))));
        return new RowCounts(agreeing.distinct().sorted().toArray());
    }

    /** Rows of the largest pass. */
    public int largest() {
        return agreeing[agreeing.length - 1];
    }

    /**
     * Rows of the smallest pass that has room for so many.
     *
     * @param needed 1 to {@link #largest}
     */
    public int fitting(int needed) {
        for (int count : agreeing) {
            if (count >= needed) {
                return count;
            }
        }
        throw new IllegalArgumentException(needed + " rows do not fit into a pass, which has at most " + largest());
    }

    @Override
    public String toString() {
        return Arrays.toString(agreeing);
    }

    private static float[] results(int count, int rows, Trial trial) {
        float[] all = new float[0];
        for (int first = 0; first < rows; first += count) {
            float[] part = trial.run(first, count);
            if (first == 0) {
                all = new float[part.length / count * rows];
            }
            System.arraycopy(part, 0, all, part.length / count * first, part.length);
        }
        return all;
    }

    private static int leastCommonMultiple(int a, int b) {
        int x = a;
        for (int y = b; y != 0; ) {
            int rest = x % y;
            x = y;
            y = rest;
        }
        return a / x * b;
    }
}
