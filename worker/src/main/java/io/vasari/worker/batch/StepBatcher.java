package io.vasari.worker.batch;

import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.ModelRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Decides who shares the next step of stepwise models. Samples join and leave between any two steps; a sample that finds no
 * seat waits with all that it has. At every boundary, before a seat is given away, what was canceled or is past its
 * deadline leaves.
 *
 * <p>Partial samples that nobody needs are collected, and closed by who calls {@link #takeDiscarded}. Not safe for use by many
 * threads at once; between {@link #next} and {@link #returned} a batch belongs to a lane.
 */
final class StepBatcher {
    private final LongSupplier nanos;
    private final BatchObserver observer;
    private final Map<ModelRef, Technique.Stepwise> known = new HashMap<>();
    private final Map<BatchKey, LearnedCap> caps = new HashMap<>();
    private final Map<BatchKey, List<StepwiseTask>> rooms = new LinkedHashMap<>();
    private final List<PartialSample> discarded = new ArrayList<>();
    private long turns;

    StepBatcher(LongSupplier nanos, BatchObserver observer) {
        this.nanos = nanos;
        this.observer = observer;
    }

    /** From now on the model's generations may come. */
    void learn(ModelRef model, Technique.Stepwise technique) {
        known.put(model, technique);
    }

    boolean knows(ModelRef model) {
        return known.containsKey(model);
    }

    /** @param generation of a model that is known */
    void add(Generation generation) {
        rooms.computeIfAbsent(generation.order().key(), key -> new ArrayList<>())
                .add(new StepwiseTask(generation));
    }

    boolean isEmpty() {
        return rooms.isEmpty();
    }

    /** The keys that can have a batch now, those with interactive samples first. */
    List<BatchKey> ready() {
        if (rooms.isEmpty()) {
            return List.of();
        }
        sweep();
        var urgent = new ArrayList<BatchKey>();
        var others = new ArrayList<BatchKey>();
        rooms.forEach((key, tasks) -> {
            var wanting = tasks.stream().filter(StepwiseTask::wantsSeat).toList();
            if (!wanting.isEmpty()) {
                (wanting.stream().anyMatch(StepBatcher::isInteractive) ? urgent : others).add(key);
            }
        });
        urgent.addAll(others);
        return urgent;
    }

    /**
     * The next step of a key that is {@link #ready}. Samples that are fewer than the seats of all free lanes are divided
     * between these.
     *
     * @param freeLanes lanes that would else have nothing to do, this one included
     */
    StepBatch next(BatchKey key, int freeLanes) {
        var technique = known.get(key.model());
        var cap = caps.computeIfAbsent(key, k -> new LearnedCap(key.alone() ? 1 : technique.capacity()));
        var tasks = rooms.get(key);
        int wanting = wanting(tasks, task -> true);
        int share = Math.max(1, (wanting + freeLanes - 1) / freeLanes);
        int seats = cap.seats(share, Math.min(share, wanting(tasks, StepBatcher::isInteractive)));
        var seating = new Seating(tasks, Math.min(seats, share), cap.typicalNanos(), nanos.getAsLong(), turns);
        var samples = seating.fill();
        turns = seating.turns();
        observer.inFlight(key, inFlight(tasks));
        return new StepBatch(key, technique.stepper(), cap, seats, samples);
    }

    /** A pass is through, one way or the other. */
    void returned(StepBatch stepBatch) {
        for (Sample sample : stepBatch.samples()) {
            sample.task().returned(sample);
            if (sample.picture().isPresent()) {
                sample.partial().ifPresent(discarded::add);
            }
        }
        sweep();
        observer.inFlight(stepBatch.key(), inFlight(rooms.getOrDefault(stepBatch.key(), List.of())));
    }

    /** The partial samples that nobody needs any more: now the caller's. */
    List<PartialSample> takeDiscarded() {
        var taken = List.copyOf(discarded);
        discarded.clear();
        return taken;
    }

    /** All partial samples; the device has stopped. */
    void abandon() {
        rooms.values()
                .forEach(room -> room.forEach(task -> {
                    task.generation().abandon();
                    discarded.addAll(task.clear());
                }));
        rooms.clear();
    }

    /** Whether somebody waits for a key's samples at this moment. */
    boolean isUrgent(BatchKey key) {
        return rooms.getOrDefault(key, List.of()).stream().anyMatch(StepBatcher::isInteractive);
    }

    private void sweep() {
        long now = nanos.getAsLong();
        rooms.forEach((key, room) -> {
            for (StepwiseTask task : room) {
                if (!task.isOver()) {
                    endIfDue(task.generation(), now);
                }
                if (task.generation().isEnded()) {
                    discarded.addAll(task.clear());
                }
            }
            if (room.removeIf(StepwiseTask::isOver)) {
                observer.inFlight(key, inFlight(room));
            }
        });
        rooms.values().removeIf(List::isEmpty);
    }

    private static void endIfDue(Generation generation, long now) {
        if (generation.isEnded()) {
            return;
        }
        if (generation.isCanceled()) {
            generation.stop();
        } else if (generation.order().nanosLeft(now).orElse(1) <= 0) {
            var progress = generation.progress();
            generation.fail(new Failure(
                    FailureCode.TASK_DEADLINE_EXCEEDED,
                    "the task's deadline passed when %d of its %d samples and %d of %d steps were done"
                            .formatted(
                                    progress.samplesDone(),
                                    generation.order().range().count(),
                                    progress.stepsDone(),
                                    progress.steps())));
        }
    }

    private static boolean isInteractive(StepwiseTask task) {
        return task.generation().order().isInteractive();
    }

    private static int wanting(List<StepwiseTask> tasks, Predicate<StepwiseTask> which) {
        return tasks.stream().filter(which).mapToInt(StepwiseTask::wanting).sum();
    }

    private static int inFlight(List<StepwiseTask> tasks) {
        return tasks.stream().mapToInt(StepwiseTask::inFlight).sum();
    }
}
