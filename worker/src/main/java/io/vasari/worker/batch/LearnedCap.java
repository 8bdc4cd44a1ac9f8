package io.vasari.worker.batch;

/**
 * How many samples a step of one key takes: as many as pay. It doubles as long as full passes then do more steps a second
 * than before by {@link #WORTHWHILE}, and stays where they do not, because a larger pass would only make everyone wait
 * longer for the next boundary. What does not fit into memory is a limit for good; where it stopped for speed it looks
 * again after {@link #REST} full passes, since one bad measurement must not last. Safe for use by many threads.
 */
final class LearnedCap {
    /** Least growth of the throughput that a doubling must bring. */
    static final double WORTHWHILE = 1.04;

    /** Full passes that a size is judged by, after a first one that pays for what the engine sets up for the size. */
    static final int TRIES = 3;

    static final int REST = 500;

    private int limit;
    private int seats = 1;
    private int proven = 1;
    private double provenRate;
    private int passes;
    private long fastestNanos = Long.MAX_VALUE;
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
        if (seats > proven && rate < WORTHWHILE * provenRate) {
            turnTo(proven);
            resting = REST;
            return;
        }
        proven = seats;
        provenRate = rate;
        int next = Math.min(2 * seats, limit);
        resting = next == seats ? REST : 0;
        turnTo(next);
    }

    private void turnTo(int size) {
        seats = size;
        passes = 0;
        fastestNanos = Long.MAX_VALUE;
    }
}
