package io.vasari.gateway.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vasari.contracts.ModelRef;
import io.vasari.gateway.scheduler.Forecast;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * {@code vasari_task_work_seconds_total}, {@code vasari_task_work_predicted_seconds_total} and
 * {@code vasari_task_work_error_seconds_total{pool,model}}: how good the prediction is that the backlog rests on. They begin
 * at zero again on the gateway that takes over the scheduling.
 */
final class ForecastCounters {
    private final MeterRegistry registry;
    private final Map<Tags, AtomicReference<Forecast>> totals = new ConcurrentHashMap<>();

    ForecastCounters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Revisions of a model are counted together. */
    void show(String pool, Map<ModelRef, Forecast> forecasts) {
        forecasts.entrySet().stream()
                .collect(Collectors.toMap(
                        forecast ->
                                Tags.of("pool", pool, "model", forecast.getKey().id()),
                        Map.Entry::getValue,
                        Forecast::plus))
                .forEach((tags, total) ->
                        totals.computeIfAbsent(tags, this::registered).set(total));
    }

    private AtomicReference<Forecast> registered(Tags tags) {
        var total = new AtomicReference<>(Forecast.NONE);
        counter("vasari.task.work.seconds", "Work of completed tasks", total, Forecast::workSeconds, tags);
        counter(
                "vasari.task.work.predicted.seconds",
                "Work of completed tasks as it was predicted at their release",
                total,
                Forecast::predictedSeconds,
                tags);
        counter(
                "vasari.task.work.error.seconds",
                "Absolute differences of work and prediction",
                total,
                Forecast::errorSeconds,
                tags);
        return total;
    }

    private void counter(
            String name,
            String description,
            AtomicReference<Forecast> total,
            ToDoubleFunction<Forecast> part,
            Tags tags) {
        FunctionCounter.builder(name, total, reference -> part.applyAsDouble(reference.get()))
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
