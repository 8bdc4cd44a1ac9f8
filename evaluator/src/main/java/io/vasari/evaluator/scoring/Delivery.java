package io.vasari.evaluator.scoring;

/**
 * An event as it was handed over.
 *
 * @param deliveryCount how often so far, counted from 1
 * @param origin where it came from, for the log
 */
public record Delivery(byte[] value, int deliveryCount, String origin) {}
