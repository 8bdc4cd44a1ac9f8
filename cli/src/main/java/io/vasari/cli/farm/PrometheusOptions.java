package io.vasari.cli.farm;

import java.time.Duration;

/**
 * The Prometheus that a farm on one machine may bring along.
 *
 * @param port that it answers on, at 127.0.0.1; 0 for any free one
 * @param every how often it scrapes, and how often it looks at the rules; at least a second
 */
public record PrometheusOptions(int port, Duration every) {
    public static final Duration EVERY = Duration.ofSeconds(5);

    public PrometheusOptions {
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("every is " + every + ", it must be at least PT1S");
        }
    }

    public static PrometheusOptions on(int port) {
        return new PrometheusOptions(port, EVERY);
    }
}
