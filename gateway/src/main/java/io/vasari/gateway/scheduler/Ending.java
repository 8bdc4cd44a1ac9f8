package io.vasari.gateway.scheduler;

import io.vasari.contracts.JobState;
import java.time.Instant;

/**
 * A job that is to stop before it is done.
 *
 * @param state what it ends as, {@link JobState#CANCELED} or {@link JobState#EXPIRED}
 */
record Ending(JobState state, Instant since) {}
