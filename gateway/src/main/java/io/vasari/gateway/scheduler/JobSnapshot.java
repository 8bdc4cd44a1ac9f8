package io.vasari.gateway.scheduler;

import io.vasari.contracts.Failure;
import io.vasari.contracts.Job;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * What is kept of a job between inputs.
 *
 * @param version of the last status published
 * @param completedAt present once the job has ended
 * @param failure why the first task was given up
 * @param tries those of the job's ranges that are out or waiting to go again
 */
record JobSnapshot(
        Job job,
        long version,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt,
        Optional<Failure> failure,
        Optional<Ending> ending,
        SampleSet done,
        SampleSet failed,
        Collection<TaskTry> tries) {}
