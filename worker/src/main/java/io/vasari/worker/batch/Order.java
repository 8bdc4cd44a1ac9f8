package io.vasari.worker.batch;

import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a task wants painted.
 *
 * @param seed the job's seed; a sample is a function of (seed, index) and the conditioning alone
 * @param deadlineNanos on the device's clock: a stepwise model takes no step after it
 * @param conditioning empty for noise alone
 */
public record Order(
        String jobId,
        BatchKey key,
        long seed,
        SampleRange range,
        Priority priority,
        OptionalLong deadlineNanos,
        Optional<ResolvedConditioning> conditioning) {

    /** From noise alone, in the background, for as long as it takes. */
    public Order(String jobId, BatchKey key, long seed, SampleRange range) {
        this(jobId, key, seed, range, Priority.BATCH, OptionalLong.empty(), Optional.empty());
    }

    boolean isInteractive() {
        return priority == Priority.INTERACTIVE;
    }

    /** Time that is left; empty without a deadline. */
    OptionalLong nanosLeft(long now) {
        return deadlineNanos.isPresent() ? OptionalLong.of(deadlineNanos.getAsLong() - now) : OptionalLong.empty();
    }
}
