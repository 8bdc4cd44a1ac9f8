package io.vasari.evaluator.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Histogram;
import java.util.List;
import java.util.stream.Stream;

/**
 * A histogram of numbers below 1, of which there may be negative ones. Micrometer's own rounds what it sorts into buckets up to
 * whole numbers, so this one is Prometheus' own. It is looked for when it is first needed, for a registry may get its
 * Prometheus late; without one it is nowhere. Used by one thread.
 */
final class FineHistograms {
    private final MeterRegistry registry;
    private final Histogram.Builder builder;
    private List<Histogram> histograms = List.of();

    /** @param labels names of its labels, in the order in which {@link #record} takes their values */
    FineHistograms(MeterRegistry registry, String name, String description, double[] buckets, String... labels) {
        this.registry = registry;
        this.builder = Histogram.build(name, description).buckets(buckets).labelNames(labels);
    }

    /** @param labels values of its labels */
    void record(double value, String... labels) {
        if (histograms.isEmpty()) {
            histograms = Stream.of(registry, Metrics.globalRegistry)
                    .flatMap(FineHistograms::prometheus)
                    .distinct()
                    .map(found -> builder.register(found.getPrometheusRegistry()))
                    .toList();
        }
        histograms.forEach(histogram -> histogram.labels(labels).observe(value));
    }

    private static Stream<PrometheusMeterRegistry> prometheus(MeterRegistry registry) {
        if (registry instanceof CompositeMeterRegistry composite) {
            return composite.getRegistries().stream().flatMap(FineHistograms::prometheus);
        }
        return registry instanceof PrometheusMeterRegistry found ? Stream.of(found) : Stream.empty();
    }
}
