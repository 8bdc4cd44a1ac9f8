package io.vasari.contracts;

import java.time.Instant;
import java.util.Optional;

/**
 * One message of a {@link TaskQueue}: a range of a job's samples, to be made by one worker in one go.
 *
 * @param id {@code jobId/first-count}; the same range tried again keeps its id
 * @param attempt counted from 1
 * @param seed the job's seed
 * @param conditioning of this range's samples alone; empty for noise alone
 * @param releasedAt when the scheduler put it on the topic
 * @param deadline after which the scheduler counts this attempt as failed
 */
public record Task(
        String id,
        int attempt,
        String jobId,
        String pool,
        ModelRef model,
        SampleRange range,
        long seed,
        Priority priority,
        Optional<Conditioning> conditioning,
        Instant releasedAt,
        Instant deadline) {

    /** A task that is made from noise alone. */
    public Task(
            String id,
            int attempt,
            String jobId,
            String pool,
            ModelRef model,
            SampleRange range,
            long seed,
            Priority priority,
            Instant releasedAt,
            Instant deadline) {
        this(id, attempt, jobId, pool, model, range, seed, priority, Optional.empty(), releasedAt, deadline);
    }

    public static String idOf(String jobId, SampleRange range) {
        return jobId + "/" + range.first() + "-" + range.count();
    }
}
