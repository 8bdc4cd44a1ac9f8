package io.vasari.worker.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.vasari.worker.config.WorkerIdentity;
import io.vasari.worker.intake.ShareConsumers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Binds the worker's observers to the registry. */
@ApplicationScoped
class MetricsWiring {
    @Produces
    @Singleton
    WorkerMetrics metrics(MeterRegistry registry, WorkerIdentity identity) {
        return new WorkerMetrics(registry, identity);
    }

    @Produces
    @Singleton
    ShareConsumerMetrics shareConsumerMetrics(MeterRegistry registry, WorkerMetrics metrics, ShareConsumers consumers) {
        return new ShareConsumerMetrics(registry, metrics, consumers);
    }
}
