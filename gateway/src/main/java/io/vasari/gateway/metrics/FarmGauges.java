package io.vasari.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.gateway.scheduler.Backlog.Load;
import io.vasari.gateway.streams.FarmFigures;
import io.vasari.gateway.streams.FarmObserver;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The scheduler's figures for Prometheus: {@code vasari_backlog_samples{pool,priority}},
 * {@code vasari_backlog_device_seconds{pool}}, {@code vasari_workers{pool,state}}, {@code vasari_tasks_total{pool,model,outcome}}
 * and {@code vasari_records_skipped_total{topic}}. Gauges are there only on the gateway that schedules.
 */
@Singleton
final class FarmGauges implements FarmObserver {
    private final MeterRegistry registry;
    private final MultiGauge samples;
    private final MultiGauge seconds;
    private final MultiGauge workers;
    private final Map<Tags, Counter> tasks = new ConcurrentHashMap<>();

    FarmGauges(MeterRegistry registry) {
        this.registry = registry;
        this.samples = MultiGauge.builder("vasari.backlog.samples")
                .description("Samples queued and not made yet")
                .register(registry);
        this.seconds = MultiGauge.builder("vasari.backlog.device.seconds")
                .description("Predicted work of one device for all samples queued")
                .register(registry);
        this.workers = MultiGauge.builder("vasari.workers")
                .description("Workers by state; silent ones were not heard of for 10 s")
                .register(registry);
    }

    @Override
    public void reported(String pool, ModelRef model, Outcome outcome) {
        var tags = Tags.of(
                "pool",
                pool,
                "model",
                model.toString(),
                "outcome",
                outcome.name().toLowerCase(Locale.ROOT));
        tasks.computeIfAbsent(tags, unseen -> Counter.builder("vasari.tasks")
                        .description("Deliveries of tasks by what became of them")
                        .tags(unseen)
                        .register(registry))
                .increment();
    }

    @Override
    public void skipped(String topic) {
        registry.counter("vasari.records.skipped", "topic", topic).increment();
    }

    @Override
    public void figures(FarmFigures figures) {
        var sampleRows = new ArrayList<Row<?>>();
        var secondRows = new ArrayList<Row<?>>();
        figures.backlogs().forEach((pool, backlog) -> {
            secondRows.add(Row.of(Tags.of("pool", pool), backlog.deviceSeconds()));
            for (var priority : Priority.values()) {
                Load load = backlog.of(priority);
                var tags = Tags.of("pool", pool, "priority", priority.name().toLowerCase(Locale.ROOT));
                sampleRows.add(Row.of(tags, load.waitingSamples() + load.runningSamples()));
            }
        });
        var workerRows = new ArrayList<Row<?>>();
        figures.workers()
                .forEach((pool, states) -> states.forEach(
                        (state, count) -> workerRows.add(Row.of(Tags.of("pool", pool, "state", state), count))));
        samples.register(sampleRows, true);
        seconds.register(secondRows, true);
        workers.register(workerRows, true);
    }
}
