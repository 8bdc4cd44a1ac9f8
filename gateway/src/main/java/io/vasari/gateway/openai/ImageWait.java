package io.vasari.gateway.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vasari.artifacts.StoreException;
import io.vasari.contracts.Job;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import io.vasari.gateway.jobs.JobCommands;
import io.vasari.gateway.openai.ChunkWriter.Chunk;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Waits for the images of a job without holding a thread: a look every {@link #TICK}. A client that goes away before the end
 * takes its job with it.
 */
final class ImageWait {
    static final Duration TICK = Duration.ofMillis(50);
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Begins to wait for a job, with so many previews of each image. */
    interface Source {
        PendingImages of(Job job, int partialImages);
    }

    private final Source source;
    private final JobCommands commands;
    private final ObjectMapper mapper;

    ImageWait(Source source, JobCommands commands, ObjectMapper mapper) {
        this.source = source;
        this.commands = commands;
        this.mapper = mapper;
    }

    /**
     * All images in one JSON document.
     *
     * @param address of this gateway, when addresses were asked for
     */
    Multi<Chunk> document(Uni<Job> submitted, Optional<String> address) {
        return submitted.onItem().transformToMulti(job -> looks(source.of(job, 0), PendingImages::look)
                .onItem()
                .transformToIterable(Function.identity())
                .collect()
                .asList()
                .map(images -> new Chunk(json(ImageAnswer.of(job, images, address))))
                .onCancellation()
                .call(() -> cancel(job))
                .toMulti());
    }

    /**
     * Every image as a server-sent event as soon as it is done, previews before; comments keep the connection open
     * meanwhile.
     *
     * @param partialImages at most so many previews of each image
     */
    Multi<Chunk> events(Uni<Job> submitted, ImageOperation operation, int partialImages) {
        return submitted.onItem().transformToMulti(job -> {
            var images = looks(source.of(job, partialImages), pending -> news(pending, operation))
                    .onItem()
                    .transformToIterable(Function.identity())
                    .map(event -> event(event.type(), event));
            var failing = images.onFailure(ProblemException.class)
                    .recoverWithItem(e -> event("error", OpenAiError.of(((ProblemException) e).problem())));
            var beats = Multi.createFrom()
                    .ticks()
                    .every(HEARTBEAT)
                    .onOverflow()
                    .drop()
                    .map(tick -> new Chunk(": painting\n\n"));
            return Multi.createBy()
                    .merging()
                    .streams(
                            failing.onItem()
                                    .transform(Optional::of)
                                    .onCompletion()
                                    .continueWith(Optional.empty()),
                            beats.map(Optional::of))
                    .select()
                    .first(Optional::isPresent)
                    .map(Optional::get)
                    .onCancellation()
                    .call(() -> cancel(job));
        });
    }

    private static List<ImageEvent> news(PendingImages pending, ImageOperation operation) {
        var done = pending.look();
        var events = new ArrayList<ImageEvent>();
        pending.lookAtPartials()
                .forEach(image -> events.add(ImageEvent.partial(operation, pending.job(), image, pending.now())));
        done.forEach(image -> events.add(ImageEvent.completed(operation, pending.job(), image, pending.now())));
        return events;
    }

    private static <T> Multi<T> looks(PendingImages pending, Function<PendingImages, T> look) {
        return Multi.createFrom()
                .ticks()
                .every(TICK)
                .onOverflow()
                .drop()
                // A look reads files.
                .emitOn(Infrastructure.getDefaultWorkerPool(), 1)
                .select()
                .first(tick -> !pending.isOver())
                .map(tick -> look.apply(pending))
                .onFailure(StoreException.class)
                .transform(e -> {
                    Log.warnf("artifact store: %s", e.getMessage());
                    return new ProblemException(
                            ProblemType.STORE_UNAVAILABLE,
                            "the artifact store does not give the images of job "
                                    + pending.job().id() + "; the gateway's log says why");
                });
    }

    private Uni<Void> cancel(Job job) {
        return Uni.createFrom()
                .completionStage(() -> commands.cancel(job))
                .onFailure()
                .recoverWithNull();
    }

    private Chunk event(String name, Object content) {
        return new Chunk("event: " + name + "\ndata: " + json(content) + "\n\n");
    }

    private String json(Object content) {
        try {
            return mapper.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
