package io.vasari.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.UserError;
import io.vasari.cli.client.FarmClient;

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

    /** @throws UserError when nothing of the job was made, or the critic has not seen it */
    public static JobReport fetch(FarmClient farm, JsonNode job) {
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

    @Override
    public String title() {
        return "%s at revision %s: %,d samples, %s (job %s)".formatted(model, revision, done, status, id);
    }
}
