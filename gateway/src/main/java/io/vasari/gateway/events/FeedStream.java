package io.vasari.gateway.events;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vasari.gateway.view.ViewNotReadyException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The pace of a feed: a look every {@link #TICK} in its first {@link #LIVELY}, then at every third tick. A client that reads
 * slowly is looked for less often, and sees the changes in between as one.
 */
final class FeedStream {
    static final Duration TICK = Duration.ofMillis(50);
    static final Duration LIVELY = Duration.ofSeconds(10);
    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int CALM_TICKS = 3;

    private final BooleanSupplier over;
    private final Supplier<List<FeedEvent>> look;
    private long silentSince;

    FeedStream(BooleanSupplier over, Supplier<List<FeedEvent>> look) {
        this.over = over;
        this.look = look;
    }

    /**
     * The events, and empties as heartbeats.
     *
     * @param first events to begin with
     * @param look asked until {@code over}; while the tables are not ready it counts as having nothing new
     */
    static Multi<Optional<FeedEvent>> of(List<FeedEvent> first, BooleanSupplier over, Supplier<List<FeedEvent>> look) {
        var stream = new FeedStream(over, look);
        var begin = Multi.createFrom().iterable(first).map(Optional::of);
        var later = Multi.createFrom()
                .ticks()
                .every(TICK)
                .onOverflow()
                .drop()
                // A look reads tables on disk.
                .emitOn(Infrastructure.getDefaultWorkerPool(), 1)
                .select()
                .first(tick -> !stream.over.getAsBoolean())
                .onItem()
                .transformToIterable(stream::at);
        return Multi.createBy().concatenating().streams(begin, later);
    }

    /** What the client is told at a tick, counted from 0. */
    List<Optional<FeedEvent>> at(long tick) {
        if (tick > LIVELY.dividedBy(TICK) && tick % CALM_TICKS != 0) {
            return List.of();
        }
        var news = news();
        if (!news.isEmpty()) {
            silentSince = tick;
            return news.stream().map(Optional::of).toList();
        }
        if (tick - silentSince < HEARTBEAT.dividedBy(TICK)) {
            return List.of();
        }
        silentSince = tick;
        return List.of(Optional.empty());
    }

    private List<FeedEvent> news() {
        try {
            return look.get();
        } catch (ViewNotReadyException e) {
            return List.of();
        }
    }
}
