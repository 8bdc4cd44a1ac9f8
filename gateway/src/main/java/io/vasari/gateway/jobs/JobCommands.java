package io.vasari.gateway.jobs;

import io.vasari.contracts.Job;
import java.util.concurrent.CompletionStage;

/**
 * The way to the scheduler. A stage completes once the command is safe with the broker, and fails within a few seconds
 * with a problem that says to try again when it may not be.
 */
public interface JobCommands {
    CompletionStage<Void> submit(Job job);

    CompletionStage<Void> cancel(Job job);
}
