package io.vasari.contracts;

import java.time.Instant;

/** Tells every worker to stop work on a job, on {@link Topics#CANCELLATIONS}, keyed by job id. */
public record Cancellation(String jobId, Instant at) {}
