package io.vasari.gateway.workers;

import io.vasari.contracts.ModelRef;
import io.vasari.contracts.WorkerBeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A worker as a client sees it. */
@Schema(name = "Worker")
public record WorkerDocument(
        String id,
        String pool,
        @Schema(description = "ready takes tasks; draining finishes what it has and leaves") WorkerBeat.State state,
        @Schema(description = "How many tasks it takes at a time") int slots,
        @Schema(description = "How many of them are kept for interactive tasks") int interactiveSlots,
        @Schema(description = "How many it holds now") int busySlots,
        @Schema(examples = "cpu") String device,
        @Schema(description = "Models in memory, id@revision") List<String> loaded,
        Instant startedAt,
        @Schema(description = "Its last sign of life") Instant seenAt,
        @Schema(description = "How long ago that was") double ageSeconds) {

    static WorkerDocument of(WorkerBeat beat, Instant now) {
        return new WorkerDocument(
                beat.id(),
                beat.pool(),
                beat.state(),
                beat.slots(),
                beat.interactiveSlots(),
                beat.busySlots(),
                beat.device(),
                beat.loaded().stream().map(ModelRef::toString).toList(),
                beat.startedAt(),
                beat.at(),
                Math.max(0, Duration.between(beat.at(), now).toMillis()) / 1000.0);
    }
}
