package io.vasari.evaluator.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Histogram;
import java.util.stream.Stream;

/**
 * A histogram of numbers below 1, of which there may be negative ones. Micrometer's own rounds what it sorts into buckets up to
 * whole numbers, so this one is Prometheus' own. In a registry without Prometheus it is nowhere.
 */
final class FineHistograms {
    private final Histogram[] histograms;

    /** @param labels names of its labels, in the order in which {@link #record} takes their values */
    FineHistograms(MeterRegistry registry, String name, String description, double[] buckets, String... labels) {
        histograms = prometheus(registry)
                .map(found -> Histogram.build(name, description)
                        .buckets(buckets)
                        .labelNames(labels)
                        .register(found.getPrometheusRegistry()))
                .toArray(Histogram[]::new);
    }

    private static Stream<PrometheusMeterRegistry> prometheus(MeterRegistry registry) {
        if (registry instanceof CompositeMeterRegistry composite) {
            return composite.getRegistries().stream().flatMap(FineHistograms::prometheus);
        }
        return registry instanceof PrometheusMeterRegistry found ? Stream.of(found) : Stream.empty();
    }

    /** @param labels values of its labels */
    void record(double value, String... labels) {
        for (var histogram : histograms) {
            histogram.labels(labels).observe(value);
        }
    }
}
