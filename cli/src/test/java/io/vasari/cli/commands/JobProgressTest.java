package io.vasari.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Without a terminal. */
class JobProgressTest {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    @Test
    void everyQuarterOfTheSamplesIsALine() throws JsonProcessingException {
        var progress = JobProgress.lines("j1", 8, new PrintStream(text));

        for (int done = 0; done <= 8; done++) {
            progress.job(job(done, 8, done == 8 ? "succeeded" : "processing"));
        }

        assertThat(lines())
                .containsExactly(
                        "j1: 0 of 8 samples, processing",
                        "j1: 2 of 8 samples, processing",
                        "j1: 4 of 8 samples, processing",
                        "j1: 6 of 8 samples, processing",
                        "j1: 8 of 8 samples, succeeded");
    }

    @Test
    void aSingleSampleMovesWithItsSteps() throws JsonProcessingException {
        var progress = JobProgress.lines("j1", 1, new PrintStream(text));

        progress.job(job(0, 1, "processing"));
        for (int step = 1; step <= 20; step++) {
            progress.steps(steps(step, 20));
        }
        progress.job(job(1, 1, "succeeded"));
        progress.job(job(1, 1, "succeeded"));

        assertThat(lines())
                .containsExactly(
                        "j1: 0 of 1 samples, processing",
                        "j1: 0 of 1 samples, 5 of 20 steps, processing",
                        "j1: 0 of 1 samples, 10 of 20 steps, processing",
                        "j1: 0 of 1 samples, 15 of 20 steps, processing",
                        "j1: 0 of 1 samples, 20 of 20 steps, processing",
                        "j1: 1 of 1 samples, succeeded");
    }

    @Test
    void aTaskThatIsTriedAgainRepeatsNoLine() throws JsonProcessingException {
        var progress = JobProgress.lines("j1", 1, new PrintStream(text));

        progress.steps(steps(11, 20));
        progress.steps(steps(1, 20));
        progress.steps(steps(12, 20));

        assertThat(lines()).containsExactly("j1: 0 of 1 samples, 11 of 20 steps, ");
    }

    private List<String> lines() {
        return text.toString().lines().toList();
    }

    private static JsonNode job(int done, int requested, String status) throws JsonProcessingException {
        return new JsonMapper()
                .readTree("{\"status\":\"%s\",\"samples\":{\"requested\":%d,\"done\":%d,\"failed\":0}}"
                        .formatted(status, requested, done));
    }

    private static JsonNode steps(int taken, int all) throws JsonProcessingException {
        return new JsonMapper()
                .readTree("{\"samples_in_flight\":1,\"steps_done\":%d,\"steps\":%d,\"share\":%s}"
                        .formatted(taken, all, (double) taken / all));
    }
}
