package io.vasari.contracts;

import java.time.Instant;

/**
 * A task that the farm gave up, on {@link Topics#TASKS_DLQ}, keyed by task id.
 *
 * @param task its last attempt
 */
public record DeadLetter(Task task, Failure failure, String worker, Instant at) {}
