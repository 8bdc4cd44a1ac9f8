package io.vasari.evaluator.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.aggregate.Counted;
import io.vasari.evaluator.judge.FeatureFigures;
import io.vasari.evaluator.judge.ReplayFigures;
import io.vasari.evaluator.judge.WindowFigures;
import io.vasari.evaluator.reference.References;
import io.vasari.evaluator.scoring.ScoringTally;
import io.vasari.evaluator.scoring.Stages;
import io.vasari.evaluator.streams.Findings;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Everything the evaluator counts. Samples are counted as scored once each, after duplicates were taken out. Safe for use by
 * many threads; holds its gauges strongly.
 */
public final class EvaluatorMeters implements Findings, ScoringTally, Stages {
    private static final String SCORED = "vasari_samples_scored";

    private final MeterRegistry registry;
    private final References references;
    private final WindowGauges gauges;
    private final ReferenceShares referenceShares;
    private final Map<Stage, Timer> timers = new EnumMap<>(Stage.class);
    private final AtomicReference<Instant> lastWindowEnd = new AtomicReference<>();
    private final ResidentMemory memory = new ResidentMemory();

    public EvaluatorMeters(MeterRegistry registry, References references) {
        this.registry = registry;
        this.references = references;
        this.gauges = new WindowGauges(registry);
        this.referenceShares = new ReferenceShares(registry);
        for (Stage stage : Stage.values()) {
            timers.put(stage, timer(stage));
        }
        Gauge.builder("vasari_process_resident_memory_bytes", memory, ResidentMemory::bytes)
                .description("Memory of this process that is in RAM")
                .strongReference(true)
                .register(registry);
    }

    private Timer timer(Stage stage) {
        return Timer.builder("vasari_scoring_duration")
                .description("Time to read and decode, to classify, and to publish the shards of one poll")
                .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(10),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10))
                .register(registry);
    }

    @Override
    public void counted(Counted counted) {
        var labels = WindowGauges.labels(counted.key().subject().model());
        count(SCORED, labels.and("outcome", "scored"), counted.fresh().samples());
        count(SCORED, labels.and("outcome", "late"), counted.late());
        count("vasari_duplicate_samples", labels.and("kind", "sample_id"), counted.duplicates());
        var reference = references.of(counted.key().subject().classifier());
        var model = counted.key().subject().model().id();
        counted.fresh()
                .checks()
                .byAttribute()
                .forEach((attribute, checks) ->
                        CheckCounters.count(registry, model, attribute, checks.passed(), checks.failed()));
        if (reference.classes() > 1) {
            classes(labels, reference, counted.fresh().counts());
        }
    }

    private void classes(Tags labels, Reference reference, ClassCounts fresh) {
        referenceShares.show(labels, reference);
        for (int i = 0; i < reference.classes(); i++) {
            count(
                    "vasari_class_samples",
                    labels.and("class", reference.classNames().get(i)),
                    fresh.count(i));
        }
    }

    @Override
    public void unscored(ModelRef model, int samples) {
        count(SCORED, WindowGauges.labels(model).and("outcome", "unscored"), samples);
    }

    @Override
    public void failed(ModelRef model, int samples) {
        count(SCORED, WindowGauges.labels(model).and("outcome", "failed"), samples);
    }

    /** Counters of nothing are there too: a class without samples is to be seen, and of a first 1 Prometheus sees no increase. */
    private void count(String name, Tags tags, long samples) {
        Counter.builder(name).tags(tags).register(registry).increment(samples);
    }

    @Override
    public void figures(String owner, List<WindowFigures> figures, Instant at) {
        gauges.show(owner, figures);
        if (lastWindowEnd.getAndSet(at) == null) {
            Gauge.builder("vasari_last_window_end_timestamp_seconds", lastWindowEnd, EvaluatorMeters::seconds)
                    .description("When the windows were last judged")
                    .strongReference(true)
                    .register(registry);
        }
    }

    @Override
    public void replays(String owner, List<ReplayFigures> figures) {
        gauges.showReplays(owner, figures);
    }

    @Override
    public void features(String owner, List<FeatureFigures> figures) {
        gauges.showFeatures(owner, figures);
    }

    private static double seconds(AtomicReference<Instant> at) {
        return at.get().toEpochMilli() / 1e3;
    }

    @Override
    public void lost(String owner) {
        gauges.takeDown(owner);
    }

    @Override
    public void took(Stage stage, long nanos) {
        timers.get(stage).record(nanos, TimeUnit.NANOSECONDS);
    }
}
