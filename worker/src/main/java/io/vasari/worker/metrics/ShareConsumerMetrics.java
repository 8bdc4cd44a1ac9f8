package io.vasari.worker.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vasari.worker.intake.IntakeObserver;
import io.vasari.worker.intake.ShareConsumers;

/** The share consumers of all slots, which Micrometer's own bindings do not know. */
public final class ShareConsumerMetrics implements IntakeObserver {
    private final Counter renewals;
    private final Counter lost;
    private final Counter refused;

    public ShareConsumerMetrics(MeterRegistry registry, WorkerMetrics metrics, ShareConsumers consumers) {
        renewals = registry.counter("vasari.share.lock.renewals");
        lost = registry.counter("vasari.share.locks.lost");
        refused = registry.counter("vasari.share.settlements.refused");
        metrics.gauge("vasari.share.consumers", consumers::count);
        metrics.gauge("vasari.share.connections", consumers::connections);
        metrics.gauge("vasari.share.records.consumed", consumers::recordsConsumed);
        metrics.gauge("vasari.share.fetch.latency.max.seconds", consumers::fetchLatencyMaxSeconds);
        metrics.gauge("vasari.share.last.poll.age.seconds", consumers::lastPollAgeSeconds);
    }

    @Override
    public void renewed() {
        renewals.increment();
    }

    @Override
    public void leaseLost() {
        lost.increment();
    }

    @Override
    public void settlementRefused() {
        refused.increment();
    }
}
