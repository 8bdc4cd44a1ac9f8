package io.vasari.worker.task;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.worker.batch.BatchObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks, and observers that count. */
public final class Fixtures {
    public static final ModelRef MODEL = new ModelRef("paper", "1");
    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    public static final BatchObserver UNOBSERVED = (key, samples, nanos) -> {};

    public static Task task(String jobId, int first, int count) {
        return task(jobId, first, count, MODEL);
    }

    public static Task task(String jobId, int first, int count, ModelRef model) {
        return task(jobId, first, count, model, NOW.plusSeconds(60));
    }

    public static Task task(String jobId, int first, int count, ModelRef model, Instant deadline) {
        var range = new SampleRange(first, count);
        return new Task(Task.idOf(jobId, range), 1, jobId, "default", model, range, 42, Priority.BATCH, NOW, deadline);
    }

    /** Tells nobody. */
    public static ProgressTeller silent(ArtifactStore store) {
        return new ProgressTeller("w", progress -> {}, store, Optional.empty(), () -> NOW, System::nanoTime);
    }

    /** Keeps events, by task id and kind. */
    public static final class Outcomes implements TaskReports {
        private final Map<String, TaskEvent> byTask = Collections.synchronizedMap(new LinkedHashMap<>());
        private final AtomicInteger published = new AtomicInteger();

        @Override
        public void publish(TaskEvent event) {
            published.incrementAndGet();
            byTask.put(event.task().id(), event);
        }

        public TaskEvent of(Task task) {
            return byTask.get(task.id());
        }

        public int published() {
            return published.get();
        }

        public int tasks() {
            return byTask.size();
        }
    }

    /** Counts what the slots say. */
    public static final class Counts implements TaskObserver {
        public final AtomicInteger started = new AtomicInteger();
        public final AtomicInteger ended = new AtomicInteger();
        public final AtomicInteger rejected = new AtomicInteger();
        public final AtomicInteger failures = new AtomicInteger();

        @Override
        public void started(Task task, Duration queued) {
            started.incrementAndGet();
        }

        @Override
        public void ended(TaskEvent outcome, Duration busy) {
            ended.incrementAndGet();
        }

        @Override
        public void rejected() {
            rejected.incrementAndGet();
        }

        @Override
        public void sourceFailed() {
            failures.incrementAndGet();
        }
    }

    private Fixtures() {}
}
