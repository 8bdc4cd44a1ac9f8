package io.vasari.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Follows a job by its events until it has ended and its evaluation covers what was made. A farm that does not answer for
 * a while is waited for; the stream goes on where it broke off.
 */
public final class JobWatch {
    private static final Set<String> TERMINAL = Set.of("succeeded", "partial", "failed", "canceled", "expired");
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration OUTAGE_PATIENCE = Duration.ofSeconds(60);

    private final FarmClient farm;

    public JobWatch(FarmClient farm) {
        this.farm = farm;
    }

    public static boolean isTerminal(JsonNode job) {
        return TERMINAL.contains(job.path("status").asText());
    }

    /**
     * @param seen is given the job whenever it has changed
     * @return the job as it stands at the end
     */
    public JsonNode toTheEnd(String id, Consumer<JsonNode> seen) {
        String lastEvent = "";
        long answeredAt = System.nanoTime();
        while (true) {
            try {
                JsonNode job = look(id, seen);
                answeredAt = System.nanoTime();
                try (var events = farm.events(id, lastEvent)) {
                    for (var event = events.next(); event.isPresent(); event = events.next()) {
                        lastEvent = event.get().id();
                        job = look(id, seen);
                        answeredAt = System.nanoTime();
                    }
                }
                if (isTerminal(job)) {
                    return look(id, seen);
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

    private JsonNode look(String id, Consumer<JsonNode> seen) {
        JsonNode job = farm.job(id);
        seen.accept(job);
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
