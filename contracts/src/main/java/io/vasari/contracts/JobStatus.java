package io.vasari.contracts;

import java.time.Instant;
import java.util.Optional;

/**
 * How a job stands, on {@link Topics#JOB_STATUS}, keyed by job id.
 *
 * @param done samples stored
 * @param failed samples given up
 * @param version grows with every change of the job
 * @param startedAt when its first task was released to a worker
 * @param error why it did not succeed in full
 */
public record JobStatus(
        Job job,
        JobState state,
        int done,
        int failed,
        long version,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt,
        Optional<Failure> error) {

    public static JobStatus queued(Job job) {
        return new JobStatus(job, JobState.QUEUED, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
