package io.vasari.worker.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.worker.batch.BatchKey;
import io.vasari.worker.batch.BatchObserver;
import io.vasari.worker.config.WorkerIdentity;
import io.vasari.worker.replay.ReplayObserver;
import io.vasari.worker.replay.ReplayOutcome;
import io.vasari.worker.task.TaskObserver;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/**
 * Tasks and passes. Every delivery that was a task ends in exactly one of the outcomes: received = completed + failed +
 * lost + canceled + those in busy slots. Replays are counted by their outcomes alone: they make nothing that anybody gets.
 * Labels are bounded by the models there are.
 */
public final class WorkerMetrics implements BatchObserver, TaskObserver, ReplayObserver {
    private static final Duration[] TASK_BUCKETS = seconds(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100);
    private static final Duration[] QUEUE_BUCKETS = seconds(0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 60);
    private static final Duration[] STEP_BUCKETS = seconds(0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3);
    private static final double[] BATCH_BUCKETS = {1, 2, 4, 8, 16, 32, 64, 128};
    private static final double[] FILL_BUCKETS = {0.25, 0.5, 0.75, 0.9, 1};

    private final MeterRegistry registry;
    private final Tags pool;
    private final Map<ModelRef, PassMeters> passes = new ConcurrentHashMap<>();
    private final Map<ModelRef, StepMeters> steps = new ConcurrentHashMap<>();
    private final Map<Tags, Counter> outcomes = new ConcurrentHashMap<>();
    private final Map<String, Timer> durations = new ConcurrentHashMap<>();
    private final Map<Priority, Timer> queued = new EnumMap<>(Priority.class);
    private final Counter rejected;
    private final Counter reconnects;

    private record PassMeters(Timer step, DistributionSummary size, Counter samples) {}

    /**
     * @param cap of the shape that was at work last
     * @param inFlight by shape
     */
    private record StepMeters(
            Timer step,
            DistributionSummary size,
            DistributionSummary fill,
            Counter steps,
            Counter samples,
            AtomicInteger cap,
            Map<BatchKey, Integer> inFlight) {}

    public WorkerMetrics(MeterRegistry registry, WorkerIdentity identity) {
        this.registry = registry;
        this.pool = Tags.of("pool", identity.pool());
        for (var priority : Priority.values()) {
            queued.put(
                    priority,
                    Timer.builder("vasari.task.queue")
                            .description("From release by the scheduler to start")
                            .tags(pool.and("priority", priority.name().toLowerCase(Locale.ROOT)))
                            .serviceLevelObjectives(QUEUE_BUCKETS)
                            .register(registry));
        }
        this.rejected = Counter.builder("vasari.tasks.rejected")
                .description("Messages of the task topic that were no tasks")
                .tags(pool)
                .register(registry);
        this.reconnects = Counter.builder("vasari.share.consumer.failures")
                .description("Share consumers that had to be replaced")
                .tags(pool)
                .register(registry);
        gauge("vasari.process.resident.memory.bytes", ResidentMemory::bytes);
    }

    /**
     * Shows a number that is asked for at every scrape.
     *
     * @param labels names and values in turn
     */
    public void gauge(String name, DoubleSupplier value, String... labels) {
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .tags(labels)
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void painted(BatchKey key, int samples, long nanos) {
        if (key.alone()) {
            return;
        }
        var meters = passes.computeIfAbsent(key.model(), this::passMeters);
        meters.step.record(nanos, TimeUnit.NANOSECONDS);
        meters.size.record(samples);
        meters.samples.increment(samples);
    }

    @Override
    public void stepped(BatchKey key, int samples, int seats, long nanos) {
        if (key.alone()) {
            return;
        }
        var meters = steps.computeIfAbsent(key.model(), this::stepMeters);
        meters.step.record(nanos, TimeUnit.NANOSECONDS);
        meters.size.record(samples);
        meters.fill.record((double) samples / seats);
        meters.steps.increment(samples);
        meters.cap.set(seats);
    }

    @Override
    public void finished(BatchKey key, int samples) {
        if (key.alone()) {
            return;
        }
        steps.computeIfAbsent(key.model(), this::stepMeters).samples.increment(samples);
    }

    @Override
    public void inFlight(BatchKey key, int samples) {
        if (key.alone()) {
            return;
        }
        var meters = steps.computeIfAbsent(key.model(), this::stepMeters);
        var byKey = meters.inFlight;
        if (samples == 0) {
            byKey.remove(key);
        } else {
            byKey.put(key, samples);
        }
    }

    @Override
    public void started(Task task, Duration waited) {
        queued.get(task.priority()).record(waited.isNegative() ? Duration.ZERO : waited);
    }

    @Override
    public void ended(TaskEvent outcome, Duration busy) {
        String model = outcome.task().model().id();
        var tags = pool.and("model", model, "outcome", outcomeOf(outcome));
        outcomes.computeIfAbsent(tags, t -> registry.counter("vasari.tasks", t)).increment();
        durations.computeIfAbsent(model, this::durationTimer).record(busy);
    }

    @Override
    public void replayed(ModelRef model, ReplayOutcome outcome, int samples) {
        String name = outcome.name().toLowerCase(Locale.ROOT);
        registry.counter("vasari.replays", "model", model.id(), "outcome", name).increment(samples);
    }

    @Override
    public void rejected() {
        rejected.increment();
    }

    @Override
    public void sourceFailed() {
        reconnects.increment();
    }

    private PassMeters passMeters(ModelRef model) {
        var tags = tagsOf(model);
        return new PassMeters(passTimer(tags), batchSize(tags), registry.counter("vasari.samples.generated", tags));
    }

    private StepMeters stepMeters(ModelRef model) {
        var tags = tagsOf(model);
        var meters = new StepMeters(
                passTimer(tags),
                batchSize(tags),
                DistributionSummary.builder("vasari.batch.fill.ratio")
                        .description("Samples in a step, of those there was room for")
                        .tags(tags)
                        .serviceLevelObjectives(FILL_BUCKETS)
                        .register(registry),
                Counter.builder("vasari.steps")
                        .description("Steps, each of one sample")
                        .tags(tags)
                        .register(registry),
                registry.counter("vasari.samples.generated", tags),
                new AtomicInteger(),
                new ConcurrentHashMap<>());
        String[] labels = {"model", model.id(), "revision", model.revision()};
        gauge("vasari.batch.cap", meters.cap::get, labels);
        gauge(
                "vasari.samples.in.flight",
                () -> meters.inFlight.values().stream()
                        .mapToInt(Integer::intValue)
                        .sum(),
                labels);
        return meters;
    }

    private static Tags tagsOf(ModelRef model) {
        return Tags.of("model", model.id(), "revision", model.revision());
    }

    private Timer passTimer(Tags tags) {
        return Timer.builder("vasari.step.duration")
                .description("One pass of the device")
                .tags(tags)
                .serviceLevelObjectives(STEP_BUCKETS)
                .register(registry);
    }

    private DistributionSummary batchSize(Tags tags) {
        return DistributionSummary.builder("vasari.batch.size")
                .description("Samples in a pass")
                .tags(tags)
                .serviceLevelObjectives(BATCH_BUCKETS)
                .register(registry);
    }

    private Timer durationTimer(String model) {
        return Timer.builder("vasari.task.duration")
                .description("From delivery to published outcome")
                .tags(pool.and("model", model))
                .serviceLevelObjectives(TASK_BUCKETS)
                .register(registry);
    }

    private static String outcomeOf(TaskEvent event) {
        if (event instanceof TaskEvent.Completed) {
            return "completed";
        } else if (event instanceof TaskEvent.Failed) {
            return "failed";
        } else if (event instanceof TaskEvent.Lost) {
            return "lost";
        }
        return "canceled";
    }

    private static Duration[] seconds(double... values) {
        return Arrays.stream(values)
                .mapToObj(value -> Duration.ofNanos(Math.round(value * 1e9)))
                .toArray(Duration[]::new);
    }
}
