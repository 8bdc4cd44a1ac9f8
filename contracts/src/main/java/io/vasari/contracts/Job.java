package io.vasari.contracts;

import java.time.Instant;
import java.util.Optional;

/**
 * What a client submitted, after validation.
 *
 * @param id time-ordered: ids sort by creation
 * @param tenant whose share of the farm it counts against
 * @param pool the kind of worker that runs it
 * @param samples how many samples, at least 1
 * @param seed the job's seed; sample {@code i} depends on (seed, i) alone
 * @param conditioning what they are made from; empty for noise alone
 * @param expiresAt when the job ends as {@link JobState#EXPIRED} if it is not done
 * @param study what is studied, if anything is
 */
public record Job(
        String id,
        String tenant,
        String pool,
        ModelRef model,
        int samples,
        long seed,
        Priority priority,
        Optional<Conditioning> conditioning,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Study> study) {
    public Job {
        if (samples < 1) {
            throw new IllegalArgumentException("samples is " + samples + ", it must be at least 1");
        }
        if (conditioning.isPresent() && conditioning.get().samples() != samples) {
            throw new IllegalArgumentException("samples is " + samples + ", but the conditioning is for "
                    + conditioning.get().samples());
        }
    }

    /** A job that is no study. */
    public Job(
            String id,
            String tenant,
            String pool,
            ModelRef model,
            int samples,
            long seed,
            Priority priority,
            Optional<Conditioning> conditioning,
            Instant createdAt,
            Optional<Instant> expiresAt) {
        this(id, tenant, pool, model, samples, seed, priority, conditioning, createdAt, expiresAt, Optional.empty());
    }

    /** A job that is made from noise alone. */
    public Job(
            String id,
            String tenant,
            String pool,
            ModelRef model,
            int samples,
            long seed,
            Priority priority,
            Instant createdAt,
            Optional<Instant> expiresAt) {
        this(id, tenant, pool, model, samples, seed, priority, Optional.empty(), createdAt, expiresAt);
    }
}
