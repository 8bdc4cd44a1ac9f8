package io.vasari.scores.linear;

/** Takes the inner products of one row with all rows, or all later rows, of a set. */
@FunctionalInterface
public interface RowSink {
    /**
     * @param row index in the first set, ascending from call to call
     * @param from the first index in the second set that counts; above {@code row} in a sweep over pairs
     * @param products by index in the second set, valid from {@code from} and only during the call
     */
    void accept(int row, int from, double[] products);
}
