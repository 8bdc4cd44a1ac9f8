package io.vasari.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.vasari.contracts.DeadLetter;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.Topics;
import io.vasari.gateway.scheduler.Backlog;
import io.vasari.gateway.streams.FarmFigures;
import io.vasari.gateway.streams.FarmObserver;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The scheduler's figures for Prometheus. Gauges are there only on the gateway that schedules. */
@Singleton
final class FarmGauges implements FarmObserver {
    private final MeterRegistry registry;
    private final MultiGauge samples;
    private final MultiGauge seconds;
    private final MultiGauge ages;
    private final MultiGauge tenants;
    private final MultiGauge tenantShares;
    private final MultiGauge workers;
    private final DeadLetterCounters deadLetters;
    private final ForecastCounters forecasts;

    FarmGauges(MeterRegistry registry) {
        this.registry = registry;
        this.samples = gauge("vasari.backlog.samples", "Samples queued and not made yet");
        this.seconds = gauge("vasari.backlog.device.seconds", "Predicted work of one device for all samples queued");
        this.ages = gauge(
                "vasari.queue.age.seconds",
                "How long the oldest job has waited of which nothing was given to a worker");
        this.tenants = gauge("vasari.tenants", "Tenants that have samples queued");
        this.tenantShares = gauge(
                "vasari.tenant.backlog.share.max.ratio", "Of the samples queued, those of the tenant who has most");
        this.workers = gauge("vasari.workers", "Workers by state; silent ones were not heard of for 10 s to an hour");
        this.deadLetters = new DeadLetterCounters(registry);
        this.forecasts = new ForecastCounters(registry);
        for (String topic : List.of(Topics.JOBS, Topics.TASK_EVENTS, Topics.PROGRESS)) {
            skippedFrom(topic);
        }
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    @Override
    public void reported(String pool, ModelRef model, Outcome outcome) {
        Counter.builder("vasari.task.reports")
                .description("Deliveries of tasks by what became of them, as the scheduler heard")
                .tags("pool", pool, "model", model.id(), "outcome", lower(outcome))
                .register(registry)
                .increment();
    }

    @Override
    public void buried(DeadLetter letter) {
        deadLetters.of(letter.task().pool(), letter.failure().code().kind()).increment();
    }

    @Override
    public void skipped(String topic) {
        skippedFrom(topic).increment();
    }

    private Counter skippedFrom(String topic) {
        return Counter.builder("vasari.records.skipped")
                .description("Records that were not understood")
                .tags("topic", topic)
                .register(registry);
    }

    @Override
    public void figures(FarmFigures figures) {
        var sampleRows = new ArrayList<Row<?>>();
        var secondRows = new ArrayList<Row<?>>();
        var ageRows = new ArrayList<Row<?>>();
        var tenantRows = new ArrayList<Row<?>>();
        var shareRows = new ArrayList<Row<?>>();
        figures.backlogs().forEach((pool, backlog) -> {
            var tags = Tags.of("pool", pool);
            secondRows.add(Row.of(tags, backlog.deviceSeconds()));
            tenantRows.add(Row.of(tags, backlog.samplesByTenant().size()));
            shareRows.add(Row.of(tags, backlog.largestTenantShare()));
            for (var priority : Priority.values()) {
                var load = backlog.of(priority);
                var both = tags.and("priority", lower(priority));
                sampleRows.add(Row.of(both, load.waitingSamples() + load.runningSamples()));
                ageRows.add(Row.of(both, ageSeconds(load, figures.at())));
            }
            deadLetters.expect(pool);
        });
        figures.forecasts().forEach(forecasts::show);
        samples.register(sampleRows, true);
        seconds.register(secondRows, true);
        ages.register(ageRows, true);
        tenants.register(tenantRows, true);
        tenantShares.register(shareRows, true);
        workers.register(workerRows(figures), true);
    }

    private static double ageSeconds(Backlog.Load load, Instant now) {
        return load.waitsSince()
                .map(since -> Math.max(0, Duration.between(since, now).toMillis() / 1e3))
                .orElse(0.0);
    }

    private List<Row<?>> workerRows(FarmFigures figures) {
        var rows = new ArrayList<Row<?>>();
        figures.workers().forEach((pool, states) -> {
            deadLetters.expect(pool);
            states.forEach((state, count) -> rows.add(Row.of(Tags.of("pool", pool, "state", state), count)));
        });
        return rows;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
