package io.vasari.worker.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vasari.worker.intake.IntakeObserver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.Metric;

/** The share consumers of all slots, which Micrometer's own bindings do not know. */
public final class ShareConsumerMetrics implements IntakeObserver {
    private final Set<ShareConsumer<?, ?>> consumers = ConcurrentHashMap.newKeySet();
    private final Counter renewals;
    private final Counter lost;
    private final Counter refused;

    public ShareConsumerMetrics(MeterRegistry registry, WorkerMetrics metrics) {
        renewals = Counter.builder("vasari.share.lock.renewals").register(registry);
        lost = Counter.builder("vasari.share.locks.lost").register(registry);
        refused = Counter.builder("vasari.share.settlements.refused").register(registry);
        metrics.gauge("vasari.share.consumers", consumers::size);
        metrics.gauge("vasari.share.connections", this::connections);
        metrics.gauge("vasari.share.records.consumed", () -> sum("records-consumed-total"));
        metrics.gauge("vasari.share.fetch.latency.max.seconds", () -> max("fetch-latency-max") / 1_000);
        metrics.gauge("vasari.share.last.poll.age.seconds", () -> max("last-poll-seconds-ago"));
    }

    /** Open connections to brokers. */
    public double connections() {
        return sum("connection-count");
    }

    @Override
    public void opened(String clientId, ShareConsumer<?, ?> consumer) {
        consumers.add(consumer);
    }

    @Override
    public void closed(ShareConsumer<?, ?> consumer) {
        consumers.remove(consumer);
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

    private double sum(String metric) {
        return consumers.stream().mapToDouble(value(metric)).sum();
    }

    private double max(String metric) {
        return consumers.stream().mapToDouble(value(metric)).max().orElse(0);
    }

    /** Of the consumer as a whole: metrics per node or topic have more tags than the client's id. */
    private static ToDoubleFunction<ShareConsumer<?, ?>> value(String name) {
        return consumer -> consumer.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name)
                        && entry.getKey().tags().keySet().equals(Set.of("client-id")))
                .map(Map.Entry::getValue)
                .mapToDouble(ShareConsumerMetrics::number)
                .sum();
    }

    private static double number(Metric metric) {
        return metric.metricValue() instanceof Number number && !Double.isNaN(number.doubleValue())
                ? number.doubleValue()
                : 0;
    }
}
