package io.vasari.worker.batch;

/**
 * Which of two sizes of a step pays: passes of each, in turns, until their throughputs tell.
 *
 * <p>Neighbouring turns meet the same weather, since a machine that others use, too, or that has just begun, is slower for
 * a while; so what counts is the ratio of the two, one number per pair of turns. After each pair it stops if the mean of
 * the ratios' logarithms is far enough from the threshold for what they scatter (a repeated t test; Armitage, McPherson
 * and Rowe, 1969), within the pairs that its {@link Care} asks for. Not safe for use by many threads.
 */
final class Comparison {
    private static final int LONGEST_TURN = 5;
    private static final int SHORTEST_TURN = 3;

    /** Of the larger size: a turn of few large passes sees as much of the weather as one of many small ones. */
    private static final int SAMPLES_OF_A_TURN = 64;

    /** What pairs scatter on two lanes and two cores; counts like one pair that was measured. */
    private static final double USUAL_DEVIATION = 0.15;

    private final int smaller;
    private final int larger;
    private final double threshold;
    private final Care care;
    private final int turn;
    private int passes;
    private long smallerNanos;
    private long largerNanos;
    private int pairs;
    private double sum;
    private double sumOfSquares;

    /**
     * @param smaller a number of samples, at least 1
     * @param larger a larger one
     * @param worthwhile least ratio of the larger one's samples a second to the smaller one's that pays
     */
    Comparison(int smaller, int larger, double worthwhile, Care care) {
        this.smaller = smaller;
        this.larger = larger;
        this.threshold = Math.log(worthwhile);
        this.care = care;
        this.turn = turn(larger);
    }

    /** Passes of one size in a row. The first costs more, as it follows another size; a turn is long enough to bear that. */
    static int turn(int larger) {
        return Math.max(SHORTEST_TURN, Math.min(LONGEST_TURN, SAMPLES_OF_A_TURN / larger));
    }

    int smaller() {
        return smaller;
    }

    int larger() {
        return larger;
    }

    /** The size whose turn it is. */
    int next() {
        return passes < turn ? smaller : larger;
    }

    /**
     * A pass of the size whose turn it was.
     *
     * @param nanos what it took
     */
    void add(long nanos) {
        if (passes < turn) {
            smallerNanos += nanos;
        } else {
            largerNanos += nanos;
        }
        if (++passes == 2 * turn) {
            addPair(Math.log(
                    (double) larger * Math.max(1, smallerNanos) / ((double) smaller * Math.max(1, largerNanos))));
            passes = 0;
            smallerNanos = 0;
            largerNanos = 0;
        }
    }

    /** The size that plainly pays; 0 as long as none does. */
    int winner() {
        return pairs > 0 && Math.abs(distance()) > care.standardErrors() * Math.sqrt(variance() / pairs) ? leader() : 0;
    }

    /** The size that pays by what is known so far. */
    int leader() {
        return pairs > 0 && distance() >= 0 ? larger : smaller;
    }

    /** Whether more passes would not be worth their while. */
    boolean isOver() {
        return pairs == care.mostPairs() || pairs >= care.leastPairs() && winner() > 0;
    }

    /** Whether it had all pairs, so that its {@link #growth} is as often too low as too high. */
    boolean isFull() {
        return pairs >= Care.FULL.leastPairs();
    }

    /**
     * How much more the larger one does: the natural logarithm of the ratio of the samples a second, the mean of all pairs.
     * After at least one pair.
     */
    double growth() {
        return sum / pairs;
    }

    /**
     * The smallest size of which the larger one does little more, if between the two sizes the time of a pass grows with its
     * size in a straight line. After at least one pair.
     *
     * @param forgone the natural logarithm of how many times the samples a second it may do, at least 0
     * @return from the smaller to the larger one
     */
    int smallest(double forgone) {
        int size = smaller;
        while (size < larger && growthFrom(size) > forgone) {
            size++;
        }
        return size;
    }

    /** Like {@link #growth}, from a size between the two. Times are in units of a pass of the smaller one. */
    private double growthFrom(int size) {
        double largerTime = larger / (smaller * Math.exp(growth()));
        double time = 1 + (largerTime - 1) * (size - smaller) / (larger - smaller);
        return Math.log(larger / largerTime / (size / time));
    }

    private double distance() {
        return growth() - threshold;
    }

    private void addPair(double growth) {
        pairs++;
        sum += growth;
        sumOfSquares += growth * growth;
    }

    private double variance() {
        double scatter = Math.max(0, sumOfSquares - sum * sum / pairs);
        return (USUAL_DEVIATION * USUAL_DEVIATION + scatter) / pairs;
    }
}
