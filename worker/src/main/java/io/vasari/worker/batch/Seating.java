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

    private final List<StepwiseTask> tasks;
    private final int seats;
    private final Map<StepwiseTask, Integer> ranks = new HashMap<>();
    private final List<Sample> taken = new ArrayList<>();
    private long turns;

    /**
     * @param stepNanos what a step takes
     * @param turns how many samples were begun so far
     */
    Seating(List<StepwiseTask> tasks, int seats, long stepNanos, long now, long turns) {
        this.tasks = tasks;
        this.seats = seats;
        this.turns = turns;
        for (StepwiseTask task : tasks) {
            boolean pressed = task.isPressed(now, seats, stepNanos);
            boolean interactive = task.generation().order().isInteractive();
            ranks.put(task, (interactive ? 0 : 2) + (pressed ? 0 : 1));
        }
    }

    /** The samples of the step, who are seated now. */
    List<Sample> fill() {
        seatThePatient();
        for (int rank = 0; rank < 4 && taken.size() < seats; rank++) {
            seatBegun(rank);
            seatNew(rank);
        }
        var seated = new HashSet<StepwiseTask>();
        taken.forEach(sample -> seated.add(sample.task()));
        tasks.forEach(task -> task.passed(seated.contains(task)));
        return taken;
    }

    long turns() {
        return turns;
    }

    private void seatThePatient() {
        tasks.stream()
                .filter(task -> task.passesLeftOut() >= PATIENCE && task.wantsSeat())
                .sorted(Comparator.comparingInt(StepwiseTask::passesLeftOut).reversed())
                .limit(Math.max(1, seats / SHARE_OF_THE_PATIENT))
                .forEach(task -> seat(task.idle().findFirst().orElseGet(() -> task.begin(++turns))));
    }

    private void seatBegun(int rank) {
        tasks.stream()
                .filter(task -> ranks.get(task) == rank)
                .flatMap(StepwiseTask::idle)
                .sorted(Comparator.comparingLong(Sample::turn))
                .limit(seats - taken.size())
                .toList()
                .forEach(this::seat);
    }

    private void seatNew(int rank) {
        while (taken.size() < seats) {
            Optional<StepwiseTask> fewest = tasks.stream()
                    .filter(task -> ranks.get(task) == rank && task.canBegin())
                    .min(Comparator.comparingInt(StepwiseTask::inFlight).thenComparingLong(StepwiseTask::lastTurn));
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
