package io.vasari.evaluator.aggregate;

/**
 * What became of some scores: every sample is counted, a duplicate, or too late.
 *
 * @param job the job's tally with them
 * @param fresh the samples counted now
 * @param duplicates samples that were counted before
 * @param late samples of a job that is no longer kept, which cannot be told from duplicates and are not counted
 */
public record Counted(JobKey key, JobTally job, Tally fresh, long duplicates, long late) {}
