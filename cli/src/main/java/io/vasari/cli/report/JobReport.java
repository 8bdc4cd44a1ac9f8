package io.vasari.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.UserError;
import io.vasari.cli.client.FarmClient;
import java.time.Duration;

/**
 * What there is to show of a job.
 *
 * @param evaluation as the HTTP API gives it
 * @param sheet PNG of its first samples
 */
public record JobReport(
        String id, String model, String revision, String status, long done, JsonNode evaluation, byte[] sheet)
        implements Shown {
    private static final int COLUMNS = 20;
    private static final int SHOWN = 200;

    /** Fewer samples than this have no features. */
    private static final int FEATURES_FROM = 100;

    private static final Duration FEATURES_PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    /** @throws UserError when nothing of the job was made, or the critic has not seen it */
    public static JobReport fetch(FarmClient farm, JsonNode ended) {
        JsonNode job = awaitFeatures(farm, ended);
        String id = job.path("id").asText();
        long done = job.path("samples").path("done").asLong();
        if (done == 0) {
            throw new UserError(
                    "job " + id + " is " + job.path("status").asText() + " and has no samples to report on");
        }
        if (!job.path("evaluation").isObject()) {
            throw new UserError("job " + id + " has no evaluation yet: is the evaluator running?");
        }
        return new JobReport(
                id,
                job.path("model").asText(),
                job.path("revision").asText(),
                job.path("status").asText(),
                done,
                job.path("evaluation"),
                farm.sheet(id, COLUMNS, SHOWN));
    }

    /** Features are told within seconds after the classes, if the model's card asks for them at all. */
    private static JsonNode awaitFeatures(FarmClient farm, JsonNode ended) {
        var critic = farm.model(ended.path("model").asText()).path("critic");
        boolean expected = critic.path("embedder").isTextual()
                && critic.path("reference").isTextual()
                && ended.path("samples").path("done").asInt() >= FEATURES_FROM;
        JsonNode job = ended;
        long end = System.nanoTime() + FEATURES_PATIENCE.toNanos();
        while (expected
                && job.path("evaluation").isObject()
                && !job.path("evaluation").path("features").isObject()
                && System.nanoTime() < end) {
            try {
                Thread.sleep(LOOK_AGAIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return job;
            }
            job = farm.job(job.path("id").asText());
        }
        return job;
    }

    @Override
    public String title() {
        return "%s at revision %s: %,d samples, %s (job %s)".formatted(model, revision, done, status, id);
    }
}
