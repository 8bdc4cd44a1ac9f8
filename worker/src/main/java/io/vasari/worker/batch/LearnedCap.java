package io.vasari.worker.batch;

/**
 * How many samples a step of one key takes: as many as pay. It doubles as long as full passes then do more steps a second
 * than before by {@link #WORTHWHILE}, and stays where they do not, because a larger pass would only make everyone wait
 * longer for the next boundary. Two sizes are compared by passes of each in turn, since a machine that others use, too, or
 * that has just begun, is slower for a while. At first a few passes tell enough; from the first doubling on that gains
 * little it takes many, as what pays is then a matter of a few percent. What does not fit into memory is a limit for good.
 * Where it stopped for speed it compares again, after {@link #REST} full passes and then after twice as many each time,
 * with half and double in turn. Safe for use by many threads.
 */
final class LearnedCap {
    /** Least growth of the throughput that a doubling must bring. */
    static final double WORTHWHILE = 1.03;

    static final int REST = 32;

    /** Growth of the throughput that a few passes tell from noise. */
    private static final double CLEAR = 1.2;

    /** Passes of one size in a row. The first does not count: it follows another size, and that costs the smaller one more. */
    private static final int TURN = 5;

    /** Passes that a size is judged by. */
    private static final int FEW = TURN;

    private static final int MANY = 6 * TURN;

    private static final int LONGEST_REST = 1024;

    private int limit;
    private Trial proven = new Trial(1);
    private Trial rival = proven;
    private boolean upNext = true;
    private int tries = FEW;
    private int rest = REST;
    private int resting;
    private long typicalNanos;

    /** @param limit most samples that the model takes, at least 1 */
    LearnedCap(int limit) {
        this.limit = limit;
        challenge();
    }

    /**
     * Most samples for the next pass, at least 1. A larger size is tried only by a full pass.
     *
     * @param wanting samples that could be in the pass
     */
    synchronized int seats(int wanting) {
        boolean tried = resting == 0 && current() == rival && rival.size <= Math.max(wanting, proven.size);
        return tried ? rival.size : proven.size;
    }

    /** What a step takes of late; 0 before the first. */
    synchronized long typicalNanos() {
        return typicalNanos;
    }

    synchronized void measured(int samples, long nanos) {
        typicalNanos = typicalNanos == 0 ? nanos : (7 * typicalNanos + nanos) / 8;
        if (resting > 0) {
            if (samples == proven.size && --resting == 0) {
                challenge();
            }
        } else if (samples == current().size) {
            current().add(nanos);
            if (proven.passes == tries && rival.passes == tries) {
                judge();
            }
        }
    }

    /** A pass of so many did not fit. */
    synchronized void outOfMemory(int samples) {
        limit = Math.min(limit, Math.max(1, samples / 2));
        if (proven.size > limit) {
            proven = new Trial(limit);
        }
        if (rival.size > limit) {
            upNext = false;
            takeRest();
        }
    }

    /** Whose turn it is. */
    private Trial current() {
        return rival.passes / TURN < proven.passes / TURN ? rival : proven;
    }

    private void judge() {
        double growth = rival.rate() / proven.rate();
        if (tries == FEW && growth < CLEAR) {
            tries = MANY;
            challenge();
            return;
        }
        boolean larger = rival.size > proven.size;
        boolean better = larger ? growth >= WORTHWHILE : growth * WORTHWHILE > 1;
        if (better) {
            proven = rival;
            rest = larger ? REST : rest;
            challenge();
        } else {
            upNext = !larger;
            takeRest();
        }
    }

    private void challenge() {
        int size = upNext ? Math.min(2 * proven.size, limit) : Math.max(1, proven.size / 2);
        if (size == proven.size) {
            upNext = !upNext;
            takeRest();
            return;
        }
        rival = new Trial(size);
        proven = new Trial(proven.size);
    }

    private void takeRest() {
        resting = rest;
        rest = Math.min(2 * rest, LONGEST_REST);
    }

    /** What full passes of one size took. */
    private static final class Trial {
        private final int size;
        private int passes;
        private long fastestNanos = Long.MAX_VALUE;

        Trial(int size) {
            this.size = size;
        }

        void add(long nanos) {
            if (passes++ % TURN > 0) {
                fastestNanos = Math.min(fastestNanos, Math.max(1, nanos));
            }
        }

        double rate() {
            return (double) size / fastestNanos;
        }
    }
}
