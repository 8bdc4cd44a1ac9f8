package io.vasari.gateway.scheduler;

import io.vasari.contracts.Priority;
import io.vasari.gateway.scheduler.TaskTry.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * All that waits for release in a pool, and what comes next: a task that must be alone, once the pool is quiet; else a
 * suspect, if none is out; else interactive jobs before batch jobs, tenants by fair share, a job's retries before its fresh
 * samples.
 */
final class WaitingLines {
    private final Map<Priority, FairQueue> queues = new EnumMap<>(Priority.class);
    private final PriorityQueue<Waiting> backingOff = new PriorityQueue<>(Comparator.comparing(Waiting::due));
    private final Deque<Waiting> suspects = new ArrayDeque<>();
    private final Deque<Waiting> solos = new ArrayDeque<>();
    private Instant noSoloBefore = Instant.EPOCH;

    WaitingLines(Duration quantum) {
        for (var priority : Priority.values()) {
            queues.put(priority, new FairQueue(quantum));
        }
    }

    private record Waiting(JobRun run, TaskTry task) {
        Instant due() {
            return task.at();
        }

        boolean isStale() {
            return run.ending().isPresent() || !run.holds(task);
        }
    }

    /** What to release: a try that goes again, or, if there is none, fresh samples of the job. */
    record Next(JobRun run, Optional<TaskTry> again) {}

    /** A job has samples to release. */
    void add(JobRun run) {
        if (run.isReleasable()) {
            queues.get(run.job().priority()).add(run);
        }
    }

    void remove(JobRun run) {
        queues.get(run.job().priority()).remove(run);
    }

    /** A try waits until it is due. */
    void add(JobRun run, TaskTry task) {
        backingOff.add(new Waiting(run, task));
    }

    void pauseSolos(Instant until) {
        noSoloBefore = until;
    }

    void charge(JobRun run, long costMillis) {
        queues.get(run.job().priority()).charge(run, costMillis);
    }

    Optional<Next> next(ReleaseWindow window, Instant now) {
        moveDue(now);
        dropStale(solos);
        dropStale(suspects);
        if (!solos.isEmpty() && !now.isBefore(noSoloBefore)) {
            return window.isQuiet() ? Optional.of(take(solos)) : Optional.empty();
        }
        if (!window.hasRoom()) {
            return Optional.empty();
        }
        if (!suspects.isEmpty() && window.suspects() == 0) {
            return Optional.of(take(suspects));
        }
        return queues.values().stream()
                .flatMap(queue -> queue.next().stream())
                .findFirst()
                .map(run -> new Next(run, run.takeDue()));
    }

    private void moveDue(Instant now) {
        while (!backingOff.isEmpty() && !backingOff.peek().due().isAfter(now)) {
            var waiting = backingOff.remove();
            if (waiting.isStale()) {
                continue;
            }
            if (waiting.task().standing() == Standing.SOLO) {
                solos.addLast(waiting);
            } else if (waiting.task().standing() == Standing.SUSPECT) {
                suspects.addLast(waiting);
            } else {
                waiting.run().becomeDue(waiting.task());
                add(waiting.run());
            }
        }
    }

    private static void dropStale(Deque<Waiting> line) {
        while (!line.isEmpty() && line.peekFirst().isStale()) {
            line.removeFirst();
        }
    }

    private static Next take(Deque<Waiting> line) {
        var first = line.removeFirst();
        return new Next(first.run(), Optional.of(first.task()));
    }
}
