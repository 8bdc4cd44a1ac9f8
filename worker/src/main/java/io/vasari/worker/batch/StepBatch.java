package io.vasari.worker.batch;

import java.util.List;

/**
 * What one pass of a stepwise model takes a step further: samples of any number of tasks, at any step of theirs.
 *
 * @param samples in the hands of one lane; some may not be begun
 * @param seats how many there was room for
 */
record StepBatch(BatchKey key, Stepper stepper, LearnedCap cap, int seats, List<Sample> samples) {}
