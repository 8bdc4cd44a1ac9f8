package io.vasari.worker.batch;

/**
 * How many samples a step of one key takes: as many as pay. It doubles as long as full passes then do more steps a second
 * than before by {@link #WORTHWHILE}, and stays where they do not, because a larger pass would only make everyone wait
 * longer for the next boundary. At first a few passes of each size tell enough; from the first doubling on that gains
 * little, a size and the next are each judged by many, one right after the other: what pays is then a matter of a few
 * percent, and a machine that others use, too, is slower by more than that for some passes. What does not fit into memory
 * is a limit for good. Where it stopped for speed it measures again, after {@link #REST} full passes and then after twice
 * as many each time, against half and double in turn. Safe for use by many threads.
 */
final class LearnedCap {
    /** Least growth of the throughput that a doubling must bring. */
    static final double WORTHWHILE = 1.04;

    /** Growth of the throughput that a few passes tell from noise. */
    private static final double CLEAR = 1.2;

    /** Full passes that a size is judged by, after a first one that pays for what the engine sets up for the size. */
    private static final int FEW = 3;

    private static final int MANY = 12;

    static final int REST = 32;

    private static final int LONGEST_REST = 1024;

    private int limit;
    private int seats = 1;
    private int proven = 1;
    private double provenRate;
    private boolean upNext = true;
    private int tries = FEW;
    private int passes;
    private long fastestNanos = Long.MAX_VALUE;
    private int rest = REST;
    private int resting;
    private long typicalNanos;

    /** @param limit most samples that the model takes, at least 1 */
    LearnedCap(int limit) {
        this.limit = limit;
    }

    /**
     * Most samples for the next pass, at least 1. A larger size is tried only by a full pass.
     *
     * @param wanting samples that could be in the pass
     */
    synchronized int seats(int wanting) {
        return seats > proven && wanting < seats ? proven : seats;
    }

    /** What a step takes of late; 0 before the first. */
    synchronized long typicalNanos() {
        return typicalNanos;
    }

    synchronized void measured(int samples, long nanos) {
        typicalNanos = typicalNanos == 0 ? nanos : (7 * typicalNanos + nanos) / 8;
        if (samples != seats) {
            return;
        }
        if (resting > 0) {
            resting--;
            return;
        }
        passes++;
        if (passes > 1) {
            fastestNanos = Math.min(fastestNanos, Math.max(1, nanos));
        }
        if (passes > tries) {
            judge((double) samples / fastestNanos);
        }
    }

    /** A pass of so many did not fit. */
    synchronized void outOfMemory(int samples) {
        limit = Math.min(limit, Math.max(1, samples / 2));
        if (proven > limit) {
            proven = limit;
            provenRate = 0;
        }
        turnTo(Math.min(seats, limit));
    }

    private void judge(double rate) {
        if (tries == FEW && seats != proven && rate < CLEAR * provenRate) {
            tries = MANY;
            turnTo(proven);
            return;
        }
        boolean larger = seats > proven;
        boolean better = larger ? rate >= WORTHWHILE * provenRate : rate * WORTHWHILE > provenRate;
        if (seats == proven) {
            provenRate = rate;
        } else if (better) {
            proven = seats;
            provenRate = rate;
            rest = larger ? REST : rest;
        } else {
            upNext = !larger;
            takeRest();
            return;
        }
        int next = upNext ? Math.min(2 * proven, limit) : Math.max(1, proven / 2);
        if (next == proven) {
            upNext = !upNext;
            takeRest();
        } else {
            turnTo(next);
        }
    }

    private void takeRest() {
        turnTo(proven);
        resting = rest;
        rest = Math.min(2 * rest, LONGEST_REST);
    }

    private void turnTo(int size) {
        seats = size;
        passes = 0;
        fastestNanos = Long.MAX_VALUE;
    }
}
