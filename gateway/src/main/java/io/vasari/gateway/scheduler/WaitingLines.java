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
import java.util.function.Predicate;

/**
 * All that waits for release in a pool, and what comes next: a task that must be alone, once the pool is quiet and the
 * fetches of workers that went away have run out; else a suspect, if none is out; else interactive jobs before batch jobs,
 * tenants by fair share, a job's retries before its fresh samples. Interactive tasks that find no room hold batch tasks
 * back, so that a worker's slots for batch tasks run dry when interactive work alone is all that a pool can do. A priority
 * that no worker takes holds up nobody.
 */
final class WaitingLines {
    private final Map<Priority, FairQueue> queues = new EnumMap<>(Priority.class);
    private final PriorityQueue<Waiting> backingOff = new PriorityQueue<>(Comparator.comparing(Waiting::due));
    private final Deque<Waiting> suspects = new ArrayDeque<>();
    private final Deque<Waiting> solos = new ArrayDeque<>();
    private Instant noSoloBefore = Instant.EPOCH;
    private Instant lastFetches = Instant.EPOCH;

    WaitingLines(Duration quantum) {
        for (var priority : Priority.values()) {
            queues.put(priority, new FairQueue(quantum));
        }
    }

    private record Waiting(JobRun run, TaskTry task) {
        Instant due() {
            return task.at();
        }

        Priority priority() {
            return run.job().priority();
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

    /** @param until what is released before may still go to the worker that went away, and be lost again */
    void workerLost(Instant until) {
        lastFetches = until;
    }

    void charge(JobRun run, long costMillis) {
        queues.get(run.job().priority()).charge(run, costMillis);
    }

    Optional<Next> next(ReleaseWindow window, Instant now) {
        moveDue(now);
        var solo = first(solos, waiting -> window.slots().of(waiting.priority()) > 0);
        if (solo.isPresent() && !now.isBefore(noSoloBefore)) {
            return solo.filter(waiting -> window.isQuiet() && !now.isBefore(lastFetches))
                    .map(waiting -> take(waiting, solos));
        }
        var suspect = first(suspects, waiting -> window.suspects() == 0 && window.hasRoom(waiting.priority()));
        return suspect.map(waiting -> take(waiting, suspects)).or(() -> nextInTurn(window));
    }

    private Optional<Next> nextInTurn(ReleaseWindow window) {
        for (var priority : Priority.values()) {
            var run = queues.get(priority).next();
            if (run.isPresent() && window.slots().of(priority) > 0) {
                return run.filter(turn -> window.hasRoom(priority)).map(turn -> new Next(turn, turn.takeDue()));
            }
        }
        return Optional.empty();
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

    private static Optional<Waiting> first(Deque<Waiting> line, Predicate<Waiting> eligible) {
        line.removeIf(Waiting::isStale);
        return line.stream().filter(eligible).findFirst();
    }

    private static Next take(Waiting waiting, Deque<Waiting> line) {
        line.remove(waiting);
        return new Next(waiting.run(), Optional.of(waiting.task()));
    }
}
