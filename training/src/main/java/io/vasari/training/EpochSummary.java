package io.vasari.training;

import java.time.Duration;
import java.util.Map;

/**
 * One epoch.
 *
 * @param epoch from 1
 * @param means mean of every loss, or a score, by name
 * @param took wall time
 */
public record EpochSummary(int epoch, Map<String, Double> means, Duration took) {}
