package io.vasari.cli.study;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.client.FarmClient;
import io.vasari.cli.client.JobWatch;
import io.vasari.cli.commands.JobProgress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Runs a study on a running farm: submits, shows progress, waits for the critic, and saves sheet and report. */
public final class StudyOnFarm {
    private static final Duration GLANCE = Duration.ofMillis(100);

    /** A large grid of large images takes the critic minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final FarmClient farm;
    private final PrintStream out;

    public StudyOnFarm(FarmClient farm, PrintStream out) {
        this.farm = farm;
        this.out = out;
    }

    /**
     * Waits until the study is judged.
     *
     * @param request as {@code POST /v1/studies} takes it
     * @return the study as the farm gives it
     * @throws UserError when it did not succeed at all, or nobody judges it
     */
    public JsonNode run(Map<String, ?> request) {
        var study = farm.submitStudy(request);
        String id = study.path("id").asText();
        try (var progress =
                JobProgress.of(id, study.path("samples").path("requested").asLong(), System.err)) {
            return await(id, progress);
        }
    }

    private JsonNode await(String id, JobProgress progress) {
        long deadline = Long.MAX_VALUE;
        while (true) {
            var study = farm.study(id);
            progress.job(study);
            if (study.path("evaluation").isObject()) {
                return study;
            }
            if (JobWatch.isTerminal(study)) {
                requireImages(study);
                deadline = Math.min(deadline, System.nanoTime() + PATIENCE.toNanos());
                if (System.nanoTime() > deadline) {
                    throw new UserError("study " + id + " has ended and is not judged: is the evaluator running?");
                }
            }
            pause();
        }
    }

    private static void requireImages(JsonNode study) {
        if (study.path("samples").path("done").asInt() == 0) {
            throw new UserError(
                    "study " + study.path("id").asText() + " is "
                            + study.path("status").asText() + " without a single image: "
                            + study.path("error").path("message").asText("no reason given"),
                    ExitCode.JOB_NOT_SUCCEEDED);
        }
    }

    /** Prints what the critic says. */
    public void tell(JsonNode study) {
        out.printf(
                "%s, %s of %d prompts x %d seeds: %s%n",
                study.path("model").asText() + "@" + study.path("revision").asText(),
                study.path("perturbation").asText(),
                study.path("prompts").size(),
                study.path("seeds").size(),
                study.path("evaluation").path("verdict").asText());
        out.println("  " + study.path("evaluation").path("verdict_text").asText());
        var ignored = study.path("evaluation").path("calibration_ignored");
        if (ignored.isTextual()) {
            out.println("  The usual thresholds apply: " + ignored.asText());
        }
    }

    /**
     * Saves sheet and report.
     *
     * @param name of the files, without extension
     */
    public void save(JsonNode study, Path folder, String name) {
        String id = study.path("id").asText();
        try {
            Files.createDirectories(folder);
            var sheet = Files.write(folder.resolve(name + ".png"), farm.studySheet(id));
            var report = Files.write(folder.resolve(name + ".html"), farm.studyReport(id));
            out.println("Written: " + sheet.toAbsolutePath());
            out.println("Written: " + report.toAbsolutePath());
        } catch (IOException e) {
            throw new UserError("the study cannot be written to " + folder.toAbsolutePath() + ": " + e.getMessage());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(GLANCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }
}
