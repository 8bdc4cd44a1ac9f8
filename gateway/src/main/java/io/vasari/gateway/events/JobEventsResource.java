package io.vasari.gateway.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.ModelCatalog;
import io.vasari.gateway.jobs.JobBook;
import io.vasari.gateway.jobs.JobsResource;
import io.vasari.gateway.progress.RunningTasks;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** A job's events over HTTP. */
@Path(JobsResource.PATH)
@Tag(name = "Jobs")
public final class JobEventsResource {
    private final JobBook book;
    private final RunningTasks running;
    private final ModelCatalog catalog;
    private final ObjectMapper mapper;
    private final Clock clock;

    JobEventsResource(JobBook book, RunningTasks running, ModelCatalog catalog, ObjectMapper mapper, Clock clock) {
        this.book = book;
        this.running = running;
        this.catalog = catalog;
        this.mapper = mapper;
        this.clock = clock;
    }

    @GET
    @Blocking
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            operationId = "followJob",
            summary = "Follow a job live",
            description =
                    "Server-sent events: `status` (the job, when its state changes), `progress` (id, status, samples) and"
                            + " `evaluation` (what the critic says) have ids, and `Last-Event-ID` resumes after them. Of a job whose"
                            + " samples are made step by step there are `steps` (id, samples_in_flight, steps_done of steps, share: an"
                            + " estimate) and, if it is interactive, `preview` (id, index of the sample, step of steps, url of a"
                            + " PNG): these have no id and are not replayed; who connects is told how things stand. Ends after the last status and, where the model has a critic,"
                            + " the evaluation of all samples, or 60 seconds after the job. A comment every 15 seconds when nothing"
                            + " happens.")
    @APIResponse(responseCode = "200", description = "The events, the first at once")
    @APIResponse(responseCode = "204", description = "The job has ended and everything was seen: do not connect again")
    @APIResponse(responseCode = "404", description = "There is no such job")
    public Multi<OutboundSseEvent> follow(
            @PathParam("id") String id,
            @Parameter(description = "Id of the last event seen") @HeaderParam("Last-Event-ID")
                    Optional<String> lastEventId,
            @Context Sse sse) {
        var status = book.require(id);
        var feed = new JobFeed(FeedPosition.parse(lastEventId), isJudged(status));
        var steps = new StepFeed();
        var first = look(feed, steps, status);
        if (first.isEmpty() && feed.isOver()) {
            throw new WebApplicationException(Response.noContent().build());
        }
        Supplier<List<FeedEvent>> look =
                () -> book.find(id).map(now -> look(feed, steps, now)).orElse(List.of());
        return FeedStream.of(first, feed::isOver, look).map(event -> event.map(told -> sse(sse, told))
                .orElseGet(() -> sse.newEventBuilder().comment("still here").build()));
    }

    private List<FeedEvent> look(JobFeed feed, StepFeed steps, JobStatus status) {
        var now = clock.instant();
        var events =
                new ArrayList<>(feed.look(status, book.evaluation(status.job().id()), now));
        events.addAll(steps.look(status, running.of(status), now));
        return events;
    }

    private OutboundSseEvent sse(Sse sse, FeedEvent told) {
        var event = sse.newEventBuilder().name(told.name()).data(String.class, json(told.content()));
        told.id().ifPresent(event::id);
        return event.build();
    }

    private boolean isJudged(JobStatus status) {
        return status.job().study().isEmpty()
                && catalog.find(status.job().model().id())
                        .flatMap(card -> card.critic())
                        .flatMap(critic -> critic.classifier())
                        .isPresent();
    }

    private String json(Object content) {
        try {
            return mapper.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
