package io.vasari.worker.task;

import io.vasari.contracts.TaskEvent;

/** Where outcomes are published. */
public interface TaskReports {
    /**
     * Returns once the event is safe.
     *
     * @throws ReportException when it could not be published for a long time
     */
    void publish(TaskEvent event);

    /** The event did not get through; whether it was written is not known. */
    final class ReportException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ReportException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
