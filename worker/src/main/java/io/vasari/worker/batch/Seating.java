package io.vasari.worker.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives away the seats of one step. Interactive tasks come before batch tasks; among equals, tasks that would else miss
 * their deadline; then, samples that were begun come before new ones, the earliest begun first, so that samples finish in
 * order, and who is crowded out is who was begun last. Seats that are left go to new samples, one by one to the task that
 * has fewest on their way.
 *
 * <p>A task that was left out {@link #PATIENCE} times in a row has a seat before all others, so nothing starves.
 */
final class Seating {
    static final int PATIENCE = 16;

    /** One seat in so many is for those that lost patience. */
    private static final int SHARE_OF_THE_PATIENT = 4;

    private final List<Commission> commissions;
    private final int seats;
    private final Map<Commission, Integer> ranks = new HashMap<>();
    private final List<Sample> taken = new ArrayList<>();
    private long turns;

    /**
     * @param stepNanos what a step takes
     * @param turns how many samples were begun so far
     */
    Seating(List<Commission> commissions, int seats, long stepNanos, long now, long turns) {
        this.commissions = commissions;
        this.seats = seats;
        this.turns = turns;
        for (Commission commission : commissions) {
            boolean pressed = commission.isPressed(now, seats, stepNanos);
            boolean interactive = commission.painting().order().isInteractive();
            ranks.put(commission, (interactive ? 0 : 2) + (pressed ? 0 : 1));
        }
    }

    /** The samples of the step, who are seated now. */
    List<Sample> fill() {
        seatThePatient();
        for (int rank = 0; rank < 4 && taken.size() < seats; rank++) {
            seatBegun(rank);
            seatNew(rank);
        }
        var seated = new HashSet<Commission>();
        taken.forEach(sample -> seated.add(sample.commission()));
        commissions.forEach(commission -> commission.passed(seated.contains(commission)));
        return taken;
    }

    long turns() {
        return turns;
    }

    private void seatThePatient() {
        commissions.stream()
                .filter(commission -> commission.passesLeftOut() >= PATIENCE && commission.wantsSeat())
                .sorted(Comparator.comparingInt(Commission::passesLeftOut).reversed())
                .limit(Math.max(1, seats / SHARE_OF_THE_PATIENT))
                .forEach(commission -> seat(commission.idle().findFirst().orElseGet(() -> commission.begin(++turns))));
    }

    private void seatBegun(int rank) {
        commissions.stream()
                .filter(commission -> ranks.get(commission) == rank)
                .flatMap(Commission::idle)
                .sorted(Comparator.comparingLong(Sample::turn))
                .limit(seats - taken.size())
                .toList()
                .forEach(this::seat);
    }

    private void seatNew(int rank) {
        while (taken.size() < seats) {
            Optional<Commission> fewest = commissions.stream()
                    .filter(commission -> ranks.get(commission) == rank && commission.canBegin())
                    .min(Comparator.comparingInt(Commission::inFlight).thenComparingLong(Commission::lastTurn));
            if (fewest.isEmpty()) {
                return;
            }
            seat(fewest.get().begin(++turns));
        }
    }

    private void seat(Sample sample) {
        sample.seat(true);
        taken.add(sample);
    }
}
