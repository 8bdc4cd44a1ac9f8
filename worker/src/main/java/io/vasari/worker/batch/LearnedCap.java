package io.vasari.worker.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many samples a step of one key takes: as many as pay. It doubles as long as full passes then plainly do more samples a
 * second than before, by {@link #WORTHWHILE}. What a cold worker measured is then checked: the next doubling, in case that
 * the start hid its growth, and those that matter for either size. From then on it compares again after {@link #REST} full
 * passes, and then after twice as many each time, what was compared longest ago, and moves only to what is plainly better:
 * between sizes that are much alike it would wander, and a worker's memory with it. What does not fit into memory is a limit
 * for good.
 *
 * <p>A step with samples that somebody waits for takes fewer where that costs little: the smallest size, be it between two
 * that were compared, of which the largest steps of all would do at most {@link #FOR_A_PERSON} times the samples a second.
 * Safe for use by many threads.
 */
final class LearnedCap {
    /** Least growth of the throughput that a doubling must bring. */
    static final double WORTHWHILE = 1.03;

    /** Most growth of the throughput that is forgone where somebody waits for a sample. */
    static final double FOR_A_PERSON = 1.07;

    static final int REST = 64;

    private static final int LONGEST_REST = 1024;

    private enum Phase {
        CLIMBING,
        CHECKING,
        KNOWN
    }

    private int limit;
    private int proven = 1;
    private Phase phase = Phase.CLIMBING;
    /** The last comparison of each doubling by its larger size, in the order in which they ended. */
    private final Map<Integer, Comparison> lastByLarger = new LinkedHashMap<>();

    /** What is to be compared now by the larger size, the most urgent first; none while it rests. */
    private final Map<Integer, Comparison> pending = new LinkedHashMap<>();

    private int rest = REST;
    private int resting;
    private long typicalNanos;

    /** @param limit most samples that the model takes, at least 1 */
    LearnedCap(int limit) {
        this.limit = limit;
        goOn();
    }

    /**
     * Most samples for the next pass, at least 1. A larger size is tried only by a full pass. After the climb nobody who waits
     * for a sample is made to wait for a larger step that others fill, except for one that is larger by a third at most: what
     * decides on the size for those who wait has to be known, be there somebody who waits all the time.
     *
     * @param wanting samples that could be in the pass
     * @param interactive those among them that somebody waits for
     */
    synchronized int seats(int wanting, int interactive) {
        int known = interactive == 0 ? proven : quick();
        return pending.values().stream()
                .filter(it -> it.next() <= Math.max(known, filling(it, wanting, interactive)))
                .findFirst()
                .map(Comparison::next)
                .orElse(known);
    }

    /** What a step takes of late; 0 before the first. */
    synchronized long typicalNanos() {
        return typicalNanos;
    }

    synchronized void measured(int samples, long nanos) {
        typicalNanos = typicalNanos == 0 ? nanos : (7 * typicalNanos + nanos) / 8;
        if (pending.isEmpty()) {
            if (samples >= quick() && --resting == 0) {
                compareAgain();
            }
            return;
        }
        var measured =
                pending.values().stream().filter(it -> it.next() == samples).findFirst();
        measured.ifPresent(it -> it.add(nanos));
        measured.filter(Comparison::isOver).ifPresent(this::settle);
    }

    /** A pass of so many did not fit. */
    synchronized void outOfMemory(int samples) {
        limit = Math.min(limit, Math.max(1, samples / 2));
        proven = Math.min(proven, limit);
        if (pending.keySet().stream().anyMatch(larger -> larger > limit)) {
            goOn();
        }
    }

    /** The samples that may fill a size that is tried. */
    private int filling(Comparison tried, int wanting, int interactive) {
        boolean bearable = phase == Phase.CLIMBING || 3 * tried.larger() <= 4 * quick();
        return interactive == 0 || bearable ? wanting : interactive;
    }

    /**
     * The size for those who wait. All doublings to come would bring about as much as the last one did: where a pass's time is
     * a straight line, each brings half of what the one before it did.
     */
    private int quick() {
        int size = proven;
        var top = lastByLarger.get(size);
        double toCome = top == null ? 0 : Math.max(0, top.growth());
        double forgone = Math.max(0, Math.log(FOR_A_PERSON) - toCome);
        for (var last = top; last != null; last = lastByLarger.get(size)) {
            if (last.growth() > forgone) {
                return last.smallest(forgone);
            }
            forgone -= last.growth();
            size = last.smaller();
        }
        return size;
    }

    private void settle(Comparison comparison) {
        int better = better(comparison);
        boolean moves = better != proven;
        // The climb ends where it goes no higher; what moves later is checked anew.
        if (phase == Phase.CLIMBING ? !moves : moves) {
            phase = Phase.CHECKING;
        }
        rest = better > proven ? REST : rest;
        proven = better;
        pending.remove(comparison.larger());
        lastByLarger.remove(comparison.larger());
        lastByLarger.put(comparison.larger(), comparison);
        goOn();
    }

    /** What the comparison speaks for. What a check leaves open, its mean decides on the way up. */
    private int better(Comparison comparison) {
        boolean checked = phase == Phase.CHECKING && comparison.larger() > proven;
        int winner = checked ? comparison.leader() : comparison.winner();
        boolean concernsIt = comparison.larger() >= proven;
        return concernsIt && winner > 0 ? winner : proven;
    }

    private void goOn() {
        if (phase == Phase.CLIMBING && proven == limit) {
            phase = Phase.CHECKING;
        }
        compare(
                switch (phase) {
                    case CLIMBING -> List.of(doubled());
                    case CHECKING -> doublings().stream()
                            .filter(this::isUnchecked)
                            .toList();
                    case KNOWN -> List.of();
                });
    }

    private void compareAgain() {
        var order = List.copyOf(lastByLarger.keySet());
        compare(doublings().stream()
                .sorted(Comparator.comparingInt(order::indexOf))
                .limit(1)
                .toList());
    }

    /** What of it has begun goes on; where there is nothing, it rests. */
    private void compare(List<Integer> doublings) {
        var begun = Map.copyOf(pending);
        pending.clear();
        for (int larger : doublings) {
            pending.put(larger, begun.containsKey(larger) ? begun.get(larger) : comparison(larger));
        }
        if (pending.isEmpty()) {
            phase = Phase.KNOWN;
            resting = rest;
            rest = Math.min(2 * rest, LONGEST_REST);
        }
    }

    private Comparison comparison(int larger) {
        boolean up = larger > proven;
        var care =
                switch (phase) {
                    case CLIMBING -> Care.BRIEF;
                    case CHECKING -> up ? Care.FAIR : Care.FULL;
                    case KNOWN -> up ? Care.STRICT : Care.FULL;
                };
        return new Comparison(up ? proven : smallerOf(larger), larger, WORTHWHILE, care);
    }

    /** The larger sizes of the next doubling and of those that the proven and the quick size rest on. */
    private List<Integer> doublings() {
        var larger = new ArrayList<Integer>();
        if (doubled() > proven) {
            larger.add(doubled());
        }
        int quick = quick();
        for (int size = proven; size > 1 && size >= quick; size = smallerOf(size)) {
            larger.add(size);
        }
        return larger;
    }

    private boolean isUnchecked(int larger) {
        var last = lastByLarger.get(larger);
        boolean plainlyNoGain = last != null && larger > proven && last.winner() == last.smaller();
        return last == null || !last.isFull() && !plainlyNoGain;
    }

    private int doubled() {
        return Math.min(2 * proven, limit);
    }

    private int smallerOf(int larger) {
        var last = lastByLarger.get(larger);
        return last == null ? larger / 2 : last.smaller();
    }
}
