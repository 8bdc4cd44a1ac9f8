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

/**
 * Decides who shares the next step of stepwise models. Samples join and leave between any two steps; a sample that finds no
 * seat waits with all that it has. At every boundary, before a seat is given away, what was canceled or is past its
 * deadline leaves.
 *
 * <p>Canvases that nobody needs are collected, and closed by who calls {@link #takeDiscarded}. Not safe for use by many
 * threads at once; between {@link #next} and {@link #returned} a sitting belongs to a lane.
 */
final class Studio {
    private final LongSupplier nanos;
    private final BatchObserver observer;
    private final Map<ModelRef, Technique.Stepwise> known = new HashMap<>();
    private final Map<BatchKey, LearnedCap> caps = new HashMap<>();
    private final Map<BatchKey, List<Commission>> rooms = new LinkedHashMap<>();
    private final List<Canvas> discarded = new ArrayList<>();
    private long turns;

    Studio(LongSupplier nanos, BatchObserver observer) {
        this.nanos = nanos;
        this.observer = observer;
    }

    /** From now on the model's paintings may come. */
    void learn(ModelRef model, Technique.Stepwise technique) {
        known.put(model, technique);
    }

    boolean knows(ModelRef model) {
        return known.containsKey(model);
    }

    /** @param painting of a model that is known */
    void add(Painting painting) {
        rooms.computeIfAbsent(painting.order().key(), key -> new ArrayList<>()).add(new Commission(painting));
    }

    boolean isEmpty() {
        return rooms.isEmpty();
    }

    /** The keys that can have a sitting now, those with interactive samples first. */
    List<BatchKey> ready() {
        if (rooms.isEmpty()) {
            return List.of();
        }
        sweep();
        var urgent = new ArrayList<BatchKey>();
        var others = new ArrayList<BatchKey>();
        rooms.forEach((key, commissions) -> {
            var wanting = commissions.stream().filter(Commission::wantsSeat).toList();
            if (!wanting.isEmpty()) {
                (wanting.stream().anyMatch(Studio::isInteractive) ? urgent : others).add(key);
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
    Sitting next(BatchKey key, int freeLanes) {
        var technique = known.get(key.model());
        var cap = caps.computeIfAbsent(key, k -> new LearnedCap(key.alone() ? 1 : technique.capacity()));
        var commissions = rooms.get(key);
        int wanting = commissions.stream().mapToInt(Commission::wanting).sum();
        int share = Math.max(1, (wanting + freeLanes - 1) / freeLanes);
        int seats = cap.seats(share);
        var seating = new Seating(commissions, Math.min(seats, share), cap.typicalNanos(), nanos.getAsLong(), turns);
        var samples = seating.fill();
        turns = seating.turns();
        observer.inFlight(key, inFlight(commissions));
        return new Sitting(key, technique.stepper(), cap, seats, samples);
    }

    /** A pass is through, one way or the other. */
    void returned(Sitting sitting) {
        for (Sample sample : sitting.samples()) {
            sample.commission().returned(sample);
            if (sample.picture().isPresent()) {
                sample.canvas().ifPresent(discarded::add);
            }
        }
        sweep();
        observer.inFlight(sitting.key(), inFlight(rooms.getOrDefault(sitting.key(), List.of())));
    }

    /** The canvases that nobody needs any more: now the caller's. */
    List<Canvas> takeDiscarded() {
        var taken = List.copyOf(discarded);
        discarded.clear();
        return taken;
    }

    /** All canvases; the device has stopped. */
    void abandon() {
        rooms.values()
                .forEach(room -> room.forEach(commission -> {
                    commission.painting().abandon();
                    discarded.addAll(commission.clear());
                }));
        rooms.clear();
    }

    /** Whether somebody waits for a key's samples at this moment. */
    boolean isUrgent(BatchKey key) {
        return rooms.getOrDefault(key, List.of()).stream().anyMatch(Studio::isInteractive);
    }

    private void sweep() {
        long now = nanos.getAsLong();
        rooms.forEach((key, room) -> {
            for (Commission commission : room) {
                if (!commission.isOver()) {
                    endIfDue(commission.painting(), now);
                }
                if (commission.painting().isEnded()) {
                    discarded.addAll(commission.clear());
                }
            }
            if (room.removeIf(Commission::isOver)) {
                observer.inFlight(key, inFlight(room));
            }
        });
        rooms.values().removeIf(List::isEmpty);
    }

    private static void endIfDue(Painting painting, long now) {
        if (painting.isEnded()) {
            return;
        }
        if (painting.isCanceled()) {
            painting.stop();
        } else if (painting.order().nanosLeft(now).orElse(1) <= 0) {
            var progress = painting.progress();
            painting.fail(new Failure(
                    FailureCode.TASK_DEADLINE_EXCEEDED,
                    "the task's deadline passed when %d of its %d samples and %d of %d steps were done"
                            .formatted(
                                    progress.samplesDone(),
                                    painting.order().range().count(),
                                    progress.stepsDone(),
                                    progress.steps())));
        }
    }

    private static boolean isInteractive(Commission commission) {
        return commission.painting().order().isInteractive();
    }

    private static int inFlight(List<Commission> commissions) {
        return commissions.stream().mapToInt(Commission::inFlight).sum();
    }
}
