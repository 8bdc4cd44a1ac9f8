package io.vasari.gateway.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vasari.artifacts.StoreException;
import io.vasari.contracts.Job;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import io.vasari.gateway.jobs.JobCommands;
import io.vasari.gateway.openai.ChunkWriter.Chunk;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Waits for the images of a job without holding a thread: a look every {@link #TICK}. A client that goes away before the end
 * takes its job with it.
 */
final class ImageStudio {
    static final Duration TICK = Duration.ofMillis(50);
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Function<Job, Easel> easels;
    private final JobCommands commands;
    private final ObjectMapper mapper;

    ImageStudio(Function<Job, Easel> easels, JobCommands commands, ObjectMapper mapper) {
        this.easels = easels;
        this.commands = commands;
        this.mapper = mapper;
    }

    /**
     * All images in one JSON document.
     *
     * @param address of this gateway, when addresses were asked for
     */
    Multi<Chunk> document(Uni<Job> submitted, Optional<String> address) {
        return submitted.onItem().transformToMulti(job -> looks(easels.apply(job))
                .onItem()
                .transformToIterable(Function.identity())
                .collect()
                .asList()
                .map(images -> new Chunk(json(ImageAnswer.of(job, images, address))))
                .onCancellation()
                .call(() -> cancel(job))
                .toMulti());
    }

    /** Every image as a server-sent event as soon as it is done; comments keep the connection open meanwhile. */
    Multi<Chunk> events(Uni<Job> submitted, ImageOperation operation) {
        return submitted.onItem().transformToMulti(job -> {
            var images = looks(easels.apply(job)).onItem().transformToIterable(news -> news.stream()
                    .map(image -> event(operation.event() + ".completed", ImageEvent.completed(operation, job, image)))
                    .toList());
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

    private static Multi<List<Painted>> looks(Easel easel) {
        return Multi.createFrom()
                .ticks()
                .every(TICK)
                .onOverflow()
                .drop()
                .select()
                .first(tick -> !easel.isOver())
                .map(tick -> easel.look())
                .onFailure(StoreException.class)
                .transform(e -> {
                    Log.warnf("artifact store: %s", e.getMessage());
                    return new ProblemException(
                            ProblemType.STORE_UNAVAILABLE,
                            "the artifact store does not give the images of job "
                                    + easel.job().id() + "; the gateway's log says why");
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
