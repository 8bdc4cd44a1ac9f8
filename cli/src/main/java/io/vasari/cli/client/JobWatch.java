package io.vasari.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * Follows a job by its events until it has ended and its evaluation covers what was made. A farm that does not answer for
 * a while is waited for; the stream goes on where it broke off.
 */
public final class JobWatch {
    private static final Set<String> TERMINAL = Set.of("succeeded", "partial", "failed", "canceled", "expired");
    private static final String STEPS = "steps";
    private static final String PREVIEW = "preview";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration OUTAGE_PATIENCE = Duration.ofSeconds(60);

    /** Who is told how a job goes. */
    @FunctionalInterface
    public interface Watcher {
        /** The job as it stands, whenever it has changed. */
        void job(JsonNode job);

        /** A {@code steps} event of a job whose samples are made step by step. */
        default void steps(JsonNode steps) {}
    }

    private final FarmClient farm;

    public JobWatch(FarmClient farm) {
        this.farm = farm;
    }

    public static boolean isTerminal(JsonNode job) {
        return TERMINAL.contains(job.path("status").asText());
    }

    /** @return the job as it stands at the end */
    public JsonNode toTheEnd(String id, Watcher watcher) {
        String lastEvent = "";
        long answeredAt = System.nanoTime();
        while (true) {
            try {
                JsonNode job = look(id, watcher);
                answeredAt = System.nanoTime();
                try (var events = farm.events(id, lastEvent)) {
                    for (var event = events.next(); event.isPresent(); event = events.next()) {
                        if (event.get().name().equals(STEPS)) {
                            watcher.steps(event.get().json());
                        } else if (!event.get().name().equals(PREVIEW)) {
                            lastEvent = event.get().id();
                            job = look(id, watcher);
                        }
                        answeredAt = System.nanoTime();
                    }
                }
                if (isTerminal(job)) {
                    return look(id, watcher);
                }
            } catch (UserError e) {
                if (e.exitCode() != ExitCode.NO_FARM || isLongAgo(answeredAt)) {
                    throw e;
                }
            } catch (IOException e) {
                // The stream could not be closed: it is opened again where it broke off.
            }
            pause();
        }
    }

    private JsonNode look(String id, Watcher watcher) {
        JsonNode job = farm.job(id);
        watcher.job(job);
        return job;
    }

    private static boolean isLongAgo(long nanoTime) {
        return System.nanoTime() - nanoTime > OUTAGE_PATIENCE.toNanos();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }
}
