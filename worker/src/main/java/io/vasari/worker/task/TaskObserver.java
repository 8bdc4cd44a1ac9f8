package io.vasari.worker.task;

import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import java.time.Duration;

/** Is told what the slots do. */
public interface TaskObserver {
    /** @param queued since the scheduler released it */
    void started(Task task, Duration queued);

    /** @param busy from the delivery to the published outcome */
    void ended(TaskEvent outcome, Duration busy);

    /** A message that is no task. */
    void rejected();

    /** A slot had to open a new connection. */
    void sourceFailed();
}
