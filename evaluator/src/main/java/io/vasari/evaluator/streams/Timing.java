package io.vasari.evaluator.streams;

import java.time.Duration;

/**
 * When the aggregation does what.
 *
 * @param evaluationInterval an evaluation of a job is published at most this often
 * @param flush how often it looks for evaluations that are due
 * @param figures how often the figures of the windows are made
 * @param retention how long after its last sample a job is kept one by one
 */
public record Timing(Duration evaluationInterval, Duration flush, Duration figures, Duration retention) {
    public static final Duration DEFAULT_EVALUATION_INTERVAL = Duration.ofMillis(300);
    public static final Duration DEFAULT_FLUSH = Duration.ofMillis(100);
    public static final Duration DEFAULT_FIGURES = Duration.ofSeconds(1);

    public static Timing keeping(Duration retention) {
        return new Timing(DEFAULT_EVALUATION_INTERVAL, DEFAULT_FLUSH, DEFAULT_FIGURES, retention);
    }
}
