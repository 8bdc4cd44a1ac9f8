package io.vasari.gateway.progress;

import io.vasari.contracts.TaskProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tasks that were heard of lately, those told of last: at most {@link #CAPACITY}, and none for longer than
 * {@link #FRESH}. That a task has ended is not told here; see {@link RunningTasks}. Safe for use by many threads.
 */
public final class ProgressBoard {
    static final int CAPACITY = 10_000;

    /** Longer than a step of the largest model takes on the slowest device. */
    static final Duration FRESH = Duration.ofMinutes(2);

    private record Key(String jobId, String taskId) {}

    private record Entry(RunningTask task, Instant heardAt) {}

    private final InstantSource clock;

    /** The one told of last at the end. */
    private final Map<Key, Entry> tasks = new LinkedHashMap<>();

    private final Map<String, Set<Key>> keysOfJob = new HashMap<>();

    public ProgressBoard(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Takes a word of a worker. One of an attempt before the last that was heard of is dropped, and so is one of fewer steps
     * of the same attempt: an overloaded worker may run a task twice, and its words would take turns.
     */
    public synchronized void put(TaskProgress told) {
        var now = clock.instant();
        forgetBefore(now.minus(FRESH));
        var key = new Key(told.jobId(), told.taskId());
        var task = RunningTask.of(told);
        var before = tasks.get(key);
        if (before != null) {
            boolean sameAttempt = before.task.attempt() == task.attempt();
            if (before.task.attempt() > task.attempt() || sameAttempt && before.task.stepsDone() > task.stepsDone()) {
                return;
            }
            if (sameAttempt) {
                task = before.task.then(task);
            }
        }
        forgetWhatItReplaces(key, task);
        tasks.put(key, new Entry(task, now));
        keysOfJob.computeIfAbsent(key.jobId, id -> new HashSet<>()).add(key);
        if (tasks.size() > CAPACITY) {
            forget(tasks.keySet().iterator().next());
        }
    }

    /** The tasks of a job by their first sample. */
    public synchronized List<RunningTask> tasks(String jobId) {
        var oldest = clock.instant().minus(FRESH);
        return keysOfJob.getOrDefault(jobId, Set.of()).stream()
                .map(tasks::get)
                .filter(entry -> !entry.heardAt.isBefore(oldest))
                .map(Entry::task)
                .sorted(Comparator.comparingInt(task -> task.range().first()))
                .toList();
    }

    synchronized int size() {
        return tasks.size();
    }

    /** A task that is tried again may be cut anew, and has another id then. */
    private void forgetWhatItReplaces(Key key, RunningTask task) {
        keysOfJob.getOrDefault(key.jobId, Set.of()).stream()
                .filter(other -> other.equals(key) || tasks.get(other).task.overlaps(task))
                .toList()
                .forEach(this::forget);
    }

    private void forgetBefore(Instant oldest) {
        while (!tasks.isEmpty()) {
            var eldest = tasks.entrySet().iterator().next();
            if (!eldest.getValue().heardAt.isBefore(oldest)) {
                return;
            }
            forget(eldest.getKey());
        }
    }

    private void forget(Key key) {
        tasks.remove(key);
        var keys = keysOfJob.get(key.jobId);
        keys.remove(key);
        if (keys.isEmpty()) {
            keysOfJob.remove(key.jobId);
        }
    }
}
