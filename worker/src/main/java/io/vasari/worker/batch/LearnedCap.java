package io.vasari.worker.batch;

import java.util.HashMap;
import java.util.Map;

/**
 * How many samples a step of one key takes: as many as pay. It doubles as long as full passes then do more samples a second
 * than before by {@link #WORTHWHILE}, and stays where they do not. What does not fit into memory is a limit for good. Where
 * it stopped for speed it compares again, after {@link #REST} full passes and then after twice as many each time: with
 * double, since a cold start may have hidden the growth, and then with half and double in turn. It moves only to what is
 * plainly better: between sizes that are much alike it would wander, and a worker's memory with it. A step with samples that
 * somebody waits for takes fewer where that costs little: the smallest size of which the proven one does at most
 * {@link #FOR_A_PERSON} times the samples a second, be it one that was compared or one between two such. Safe for use by
 * many threads.
 */
final class LearnedCap {
    /** Least growth of the throughput that a doubling must bring. */
    static final double WORTHWHILE = 1.03;

    /** Most growth of the throughput that is forgone where somebody waits for a sample. */
    static final double FOR_A_PERSON = 1.05;

    static final int REST = 32;

    /** Standard errors that decide a comparison. */
    private static final double LIKELY = 2;

    /** The same for one that would let a worker's memory grow late. */
    private static final double CERTAIN = 3;

    private static final int LONGEST_REST = 1024;

    private int limit;
    private int proven = 1;
    private boolean upNext = true;
    private boolean climbing = true;
    private final Map<Integer, Comparison> lastByLarger = new HashMap<>();
    private Comparison comparison;
    private int rest = REST;
    private int resting;
    private long typicalNanos;

    /** @param limit most samples that the model takes, at least 1 */
    LearnedCap(int limit) {
        this.limit = limit;
        compare();
    }

    /**
     * Most samples for the next pass, at least 1. A larger size is tried only by a full pass; once it is known what pays,
     * somebody who waits for a sample is not made to wait for a trial, or for a large step, that others fill.
     *
     * @param wanting samples that could be in the pass
     * @param interactive those among them that somebody waits for
     */
    synchronized int seats(int wanting, int interactive) {
        int filling = climbing || interactive == 0 ? wanting : interactive;
        int known = interactive == 0 ? proven : quick();
        boolean tried = resting == 0 && comparison.next() <= Math.max(filling, known);
        return tried ? comparison.next() : known;
    }

    /** What a step takes of late; 0 before the first. */
    synchronized long typicalNanos() {
        return typicalNanos;
    }

    synchronized void measured(int samples, long nanos) {
        typicalNanos = typicalNanos == 0 ? nanos : (7 * typicalNanos + nanos) / 8;
        if (resting > 0) {
            if (samples >= quick() && --resting == 0) {
                compare();
            }
        } else if (samples == comparison.next()) {
            comparison.add(nanos);
            if (comparison.isOver()) {
                lastByLarger.put(comparison.larger(), comparison);
                settle(comparison.winner() > 0 || climbing ? comparison.leader() : proven);
            }
        }
    }

    /** A pass of so many did not fit. */
    synchronized void outOfMemory(int samples) {
        limit = Math.min(limit, Math.max(1, samples / 2));
        proven = Math.min(proven, limit);
        if (resting == 0 && comparison.larger() > limit) {
            upNext = false;
            takeRest();
        }
    }

    /** The size for those who wait. */
    private int quick() {
        int size = proven;
        double forgone = Math.log(FOR_A_PERSON);
        for (var last = lastByLarger.get(size); last != null; last = lastByLarger.get(size)) {
            if (last.growth() > forgone) {
                return last.smallest(forgone);
            }
            forgone -= last.growth();
            size = last.smaller();
        }
        return size;
    }

    private void settle(int winner) {
        boolean wentUp = comparison.larger() > proven;
        boolean moved = winner != proven;
        proven = winner;
        if (moved) {
            climbing |= wentUp;
            rest = wentUp ? REST : rest;
            compare();
        } else {
            upNext = climbing || !wentUp;
            takeRest();
        }
    }

    private void compare() {
        int other = upNext ? Math.min(2 * proven, limit) : Math.max(1, proven / 2);
        if (other == proven) {
            upNext = !upNext;
            takeRest();
        } else {
            boolean growsLate = upNext && !climbing;
            comparison = new Comparison(
                    Math.min(proven, other), Math.max(proven, other), WORTHWHILE, growsLate ? CERTAIN : LIKELY);
        }
    }

    private void takeRest() {
        climbing = false;
        resting = rest;
        rest = Math.min(2 * rest, LONGEST_REST);
    }
}
