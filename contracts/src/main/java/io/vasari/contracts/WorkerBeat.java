package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * A worker's sign of life, on {@link Topics#WORKERS}, keyed by worker id; a tombstone when it leaves.
 *
 * @param slots how many tasks it takes at a time
 * @param interactiveSlots how many of the slots are kept for interactive tasks; the others take batch tasks
 * @param busySlots how many it holds now
 * @param device for example {@code cpu} or {@code cuda:0}
 * @param loaded the models that are in memory
 */
public record WorkerBeat(
        String id,
        String pool,
        State state,
        int slots,
        int interactiveSlots,
        int busySlots,
        String device,
        List<ModelRef> loaded,
        Instant startedAt,
        Instant at) {

    /** Whether it takes tasks. */
    public enum State {
        @JsonProperty("ready")
        READY,
        @JsonProperty("draining")
        DRAINING
    }
}
