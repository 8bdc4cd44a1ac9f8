package io.vasari.worker.batch;

/**
 * How many samples a step of one key takes: as many as pay. It doubles as long as full passes then do more steps a second
 * than before by {@link #WORTHWHILE}, and stays where they do not, because a larger pass would only make everyone wait
 * longer for the next boundary. What does not fit into memory is a limit for good. Where it stopped for speed it measures
 * again, after {@link #REST} full passes and then after twice as many each time, against half and double in turn: one bad
 * measurement must not last. Safe for use by many threads.
 */
final class LearnedCap {
    /** Least growth of the throughput that a doubling must bring. */
    static final double WORTHWHILE = 1.04;

    /** Full passes that a size is judged by, after a first one that pays for what the engine sets up for the size. */
    static final int TRIES = 3;

    static final int REST = 32;

    private static final int LONGEST_REST = 1024;

    private int limit;
    private int seats = 1;
    private int proven = 1;
    private double provenRate;
    private boolean upNext = true;
    private int passes;
    private long fastestNanos = Long.MAX_VALUE;
    private int rest = REST;
    private int resting;
    private long typicalNanos;

    /** @param limit most samples that the model takes, at least 1 */
    LearnedCap(int limit) {
        this.limit = limit;
    }

    /** Most samples for the next pass, at least 1. */
    synchronized int seats() {
        return seats;
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
        if (passes > TRIES) {
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
