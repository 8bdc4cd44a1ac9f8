package io.vasari.worker.intake;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.Metric;

/** The share consumers that are open now, and how they fare. Safe for use by many threads. */
public final class ShareConsumers {
    private final Set<ShareConsumer<?, ?>> open = ConcurrentHashMap.newKeySet();

    void opened(ShareConsumer<?, ?> consumer) {
        open.add(consumer);
    }

    void closed(ShareConsumer<?, ?> consumer) {
        open.remove(consumer);
    }

    public int count() {
        return open.size();
    }

    /** Open connections to brokers. */
    public int connections() {
        return (int) sum("connection-count");
    }

    /** Records taken by those that are open. */
    public double recordsConsumed() {
        return sum("records-consumed-total");
    }

    /** The longest fetch of late. */
    public double fetchLatencyMaxSeconds() {
        return max("fetch-latency-max") / 1_000;
    }

    /** The longest time that one of them was not asked for records; a task in the slot is part of it. */
    public double lastPollAgeSeconds() {
        return max("last-poll-seconds-ago");
    }

    private double sum(String metric) {
        return open.stream().mapToDouble(value(metric)).sum();
    }

    private double max(String metric) {
        return open.stream().mapToDouble(value(metric)).max().orElse(0);
    }

    /** Of the consumer as a whole: metrics per node or topic have more tags than the client's id. */
    private static ToDoubleFunction<ShareConsumer<?, ?>> value(String name) {
        return consumer -> consumer.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name)
                        && entry.getKey().tags().keySet().equals(Set.of("client-id")))
                .map(Map.Entry::getValue)
                .mapToDouble(ShareConsumers::number)
                .sum();
    }

    private static double number(Metric metric) {
        return metric.metricValue() instanceof Number number && !Double.isNaN(number.doubleValue())
                ? number.doubleValue()
                : 0;
    }
}
