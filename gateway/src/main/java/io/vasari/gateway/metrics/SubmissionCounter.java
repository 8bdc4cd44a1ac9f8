package io.vasari.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code vasari_jobs_submitted_total{model}}: jobs that the broker has confirmed, by model. */
public final class SubmissionCounter {
    private final MeterRegistry registry;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    public SubmissionCounter(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param model the id of a model that has a card, so that the label stays bounded */
    public void submitted(String model) {
        counters.computeIfAbsent(model, this::counter).increment();
    }

    private Counter counter(String model) {
        return Counter.builder("vasari.jobs.submitted")
                .description("Jobs accepted from clients and confirmed by the broker")
                .tag("model", model)
                .register(registry);
    }
}
