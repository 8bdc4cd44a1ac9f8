package io.vasari.evaluator.intake;

/**
 * What waits for a group of the farm.
 *
 * @param records of the topic that no member has settled yet, those at hand included
 */
public record Lag(String group, String topic, long records) {}
