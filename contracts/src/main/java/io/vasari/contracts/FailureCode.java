package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Every way in which a task or a job fails, in one place, with what follows from it. */
public enum FailureCode {
    @JsonProperty("invalid_request")
    INVALID_REQUEST(FailureKind.CALLER),
    @JsonProperty("model_not_found")
    MODEL_NOT_FOUND(FailureKind.CALLER),
    @JsonProperty("canceled")
    CANCELED(FailureKind.CALLER),
    @JsonProperty("job_expired")
    JOB_EXPIRED(FailureKind.CALLER),
    /** The weights are missing, corrupt or of another shape. */
    @JsonProperty("model_unloadable")
    MODEL_UNLOADABLE(FailureKind.DEPENDENCY),
    @JsonProperty("store_full")
    STORE_FULL(FailureKind.CAPACITY),
    @JsonProperty("store_unavailable")
    STORE_UNAVAILABLE(FailureKind.DEPENDENCY),
    @JsonProperty("out_of_memory")
    OUT_OF_MEMORY(FailureKind.CAPACITY),
    /** No report came before the task's deadline. */
    @JsonProperty("task_deadline_exceeded")
    TASK_DEADLINE_EXCEEDED(FailureKind.INTERNAL),
    /** The worker that had the task went away without a report. */
    @JsonProperty("worker_lost")
    WORKER_LOST(FailureKind.INTERNAL),
    @JsonProperty("generation_failed")
    GENERATION_FAILED(FailureKind.INTERNAL);

    private final FailureKind kind;

    FailureCode(FailureKind kind) {
        this.kind = kind;
    }

    public FailureKind kind() {
        return kind;
    }

    /** Whether another attempt may succeed. */
    public boolean isRetryable() {
        return kind != FailureKind.CALLER;
    }
}
