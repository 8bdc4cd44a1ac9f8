package io.vasari.worker.batch;

/**
 * A sample before it is finished.
 *
 * @param index in its job
 * @param stepsDone steps that the picture shows
 * @param steps of the sample
 * @param picture a single one
 */
public record SamplePreview(int index, int stepsDone, int steps, PassOutput picture) {}
