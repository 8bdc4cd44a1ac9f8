package io.vasari.gateway.scheduler;

import io.vasari.contracts.JobStatus;
import io.vasari.contracts.SampleRange;
import java.util.List;
import java.util.Optional;

/**
 * What of the scheduler's words has demonstrably arrived. It may lag behind. It is read when a job is submitted, restored or
 * ended, and when a task of an ended job is reported, to tell what a crash swallowed.
 */
public interface Published {
    /** The last status of a job that arrived. */
    Optional<JobStatus> status(String jobId);

    /** The ranges of a job's shards in the index. */
    List<SampleRange> shards(String jobId);
}
