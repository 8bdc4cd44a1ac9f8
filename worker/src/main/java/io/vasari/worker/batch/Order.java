package io.vasari.worker.batch;

import io.vasari.contracts.SampleRange;

/**
 * What a task wants painted.
 *
 * @param seed the job's seed; a sample is a function of (seed, index) alone
 */
public record Order(String jobId, BatchKey key, long seed, SampleRange range) {}
