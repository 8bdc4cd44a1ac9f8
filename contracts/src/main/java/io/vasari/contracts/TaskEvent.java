package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * What became of one delivery of a task, on {@link Topics#TASK_EVENTS}, keyed by pool. A worker publishes exactly one
 * before it settles the delivery; after a crash the same outcome may be published again.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TaskEvent.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = TaskEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = TaskEvent.Lost.class, name = "lost"),
    @JsonSubTypes.Type(value = TaskEvent.Canceled.class, name = "canceled")
})
public sealed interface TaskEvent {
    Task task();

    /** The worker that reports. */
    String worker();

    Instant at();

    /**
     * All samples of the range are stored.
     *
     * @param beliefs the discriminator's belief per sample, 0 (fake) to 1 (real); empty when the model has none
     * @param workMillis time that went into it: its part of the device's passes, encoding and storing; without waiting
     */
    record Completed(Task task, String worker, Instant at, Shard shard, float[] beliefs, long workMillis)
            implements TaskEvent {}

    record Failed(Task task, String worker, Instant at, Failure failure) implements TaskEvent {}

    /**
     * The delivery had been given to a worker before, which went away without settling it. It is not run: whether there
     * is another attempt is the scheduler's to decide.
     */
    record Lost(Task task, String worker, Instant at, int deliveryCount) implements TaskEvent {}

    /** The job was canceled before the task was done; nothing of it was stored. */
    record Canceled(Task task, String worker, Instant at) implements TaskEvent {}
}
