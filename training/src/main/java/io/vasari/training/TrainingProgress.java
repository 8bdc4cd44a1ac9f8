package io.vasari.training;

import java.util.Map;

/**
 * Where a run stands.
 *
 * @param epoch the epoch at work, from 1
 * @param step steps done in it, from 1
 * @param steps steps of an epoch
 * @param losses the step's losses by name
 */
public record TrainingProgress(int epoch, int step, int steps, Map<String, Float> losses) {}
