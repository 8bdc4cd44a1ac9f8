package io.vasari.gateway.jobs;

import io.vasari.contracts.Conditioning;
import io.vasari.contracts.Job;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A request for a job that has been checked against its model's card, with every default filled in. */
record Submission(
        String tenant,
        String pool,
        ModelRef model,
        int samples,
        long seed,
        Priority priority,
        Optional<Conditioning> conditioning) {
    Job toJob(String id, Instant now) {
        return new Job(
                id,
                tenant,
                pool,
                model,
                samples,
                seed,
                priority,
                conditioning,
                now.truncatedTo(ChronoUnit.MILLIS),
                Optional.empty());
    }
}
