package io.vasari.worker.task;

import io.vasari.contracts.TaskProgress;

/** Where progress is published, if that is possible right now: it never waits, and never throws. */
public interface ProgressReports {
    void publish(TaskProgress progress);
}
