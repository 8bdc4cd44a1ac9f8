package io.vasari.gateway.scheduler;

import io.vasari.contracts.Cancellation;
import io.vasari.contracts.DeadLetter;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Shard;
import io.vasari.contracts.Task;

/** What the scheduler wants done. Effects are carried out in their order. */
public sealed interface Effect {
    /** Put a task before the workers. */
    record Release(Task task) implements Effect {}

    /** Tell how a job stands. */
    record Announce(JobStatus status) implements Effect {}

    /**
     * Enter a shard into the index of images.
     *
     * @param key {@link io.vasari.contracts.Topics#shardKey}
     */
    record Index(String key, Shard shard) implements Effect {}

    /** Tell every worker to stop work on a job. */
    record Stop(Cancellation cancellation) implements Effect {}

    /** Keep a task that was given up where operators look. */
    record Bury(DeadLetter letter) implements Effect {}

    /** Keep a job's state so that {@link PoolScheduler#restore} can go on from it; replaces what was kept before. */
    record Save(String jobId, byte[] state) implements Effect {}

    /** Drop a job's state: it has ended, and that is known. */
    record Forget(String jobId) implements Effect {}
}
