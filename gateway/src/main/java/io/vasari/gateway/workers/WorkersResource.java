package io.vasari.gateway.workers;

import io.vasari.contracts.WorkerBeat;
import io.vasari.gateway.view.FarmView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The workers that have given a sign of life of late. */
@Path("/v1/workers")
@Tag(name = "Workers")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkersResource {
    /** A worker that was silent for longer is not listed. */
    static final Duration FRESH = Duration.ofSeconds(10);

    private final FarmView view;
    private final Clock clock;

    WorkersResource(FarmView view, Clock clock) {
        this.view = view;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listWorkers",
            summary = "The workers, by id",
            description = "Those whose last sign of life is at most 10 seconds old.")
    public WorkerList list() {
        var now = clock.instant();
        return new WorkerList(view.workers().stream()
                .filter(beat -> Duration.between(beat.at(), now).compareTo(FRESH) <= 0)
                .sorted(Comparator.comparing(WorkerBeat::id))
                .map(beat -> WorkerDocument.of(beat, now))
                .toList());
    }

    /** All workers. */
    public record WorkerList(List<WorkerDocument> workers) {}
}
