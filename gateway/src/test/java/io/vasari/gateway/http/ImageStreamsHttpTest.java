package io.vasari.gateway.http;

import static io.vasari.gateway.Samples.png;
import static io.vasari.gateway.Samples.preview;
import static io.vasari.gateway.Samples.progress;
import static io.vasari.gateway.Samples.shard;
import static io.vasari.gateway.Samples.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobCommand;
import io.vasari.contracts.JobState;
import io.vasari.contracts.SampleRange;
import io.vasari.gateway.InMemoryFarm;
import io.vasari.gateway.RecordedCommands;
import io.vasari.gateway.progress.ProgressBoard;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Images in the manner of OpenAI's API that come one event after another, with previews, and the client that reads them. */
@QuarkusTest
class ImageStreamsHttpTest {
    private static final String GENERATIONS = "/v1/images/generations";
    private static final Pattern EVENT = Pattern.compile("^event: (\\S+)\ndata: (.*)$", Pattern.MULTILINE);

    @Inject
    InMemoryFarm farm;

    @Inject
    RecordedCommands commands;

    @Inject
    ArtifactStore store;

    @Inject
    ProgressBoard board;

    @BeforeEach
    void clear() {
        farm.clear();
        commands.clear();
    }

    @AfterEach
    void rest() {
        commands.clear();
    }

    @Test
    void aStreamHasAnEventForEveryImage() {
        commands.onSubmit(this::paintAtOnce);

        var answer = Web.post(GENERATIONS, "{\"prompt\":\"a\",\"n\":2,\"stream\":true,\"partial_images\":2}");

        assertThat(EVENT.matcher(new String(answer.response().body(), UTF_8)).results())
                .extracting(event -> event.group(1))
                .containsExactly("image_generation.completed", "image_generation.completed");
        var second = events(answer).get(1);
        assertThat(second.get("type").asText()).isEqualTo("image_generation.completed");
        assertThat(bytes(second.get("b64_json"))).isEqualTo(png(1));
        assertThat(second.get("created_at").asLong()).isPositive();
    }

    @Test
    void previewsComeBeforeTheirImage() {
        commands.onSubmit(this::paintStepByStep);

        var events = stream("{\"prompt\":\"a\",\"n\":2,\"size\":\"48x32\",\"stream\":true,\"partial_images\":2}");

        assertThat(events)
                .extracting(event ->
                        event.get("type").asText() + " " + event.get("index").asInt() + " "
                                + event.path("partial_image_index").asText("-"))
                .containsExactly(
                        "image_generation.partial_image 0 0",
                        "image_generation.partial_image 1 0",
                        "image_generation.partial_image 0 1",
                        "image_generation.partial_image 1 1",
                        "image_generation.completed 0 -",
                        "image_generation.completed 1 -");
        var partial = events.get(2);
        assertThat(bytes(partial.get("b64_json"))).isEqualTo(png(14));
        assertThat(partial.get("created_at").asLong())
                .isBetween(sent().createdAt().getEpochSecond(), Instant.now().getEpochSecond());
        assertThat(partial.get("size").asText()).isEqualTo("48x32");
        assertThat(partial.get("quality").asText()).isEqualTo("auto");
        assertThat(partial.get("background").asText()).isEqualTo("opaque");
        assertThat(partial.get("output_format").asText()).isEqualTo("png");
        assertThat(events.get(5).has("partial_image_index")).isFalse();
    }

    @Test
    void withoutPartialImagesThereAreNone() {
        commands.onSubmit(this::paintStepByStep);

        assertThat(stream("{\"prompt\":\"a\",\"stream\":true,\"partial_images\":0}"))
                .hasSize(1);
        assertThat(stream("{\"prompt\":\"a\",\"stream\":true}"))
                .extracting(event -> event.get("type").asText())
                .containsExactly("image_generation.completed");
    }

    @Test
    void anEditHasPreviewsOfItsOwnName() {
        commands.onSubmit(this::paintStepByStep);

        var answer = new Form()
                .text("prompt", "a")
                .text("stream", "true")
                .text("partial_images", "1")
                .file("image", png(9))
                .post("/v1/images/edits");

        assertThat(events(answer))
                .extracting(event -> event.get("type").asText())
                .containsExactly("image_edit.partial_image", "image_edit.completed");
    }

    @Test
    void aJobThatFailsAfterAPreviewEndsInAnError() {
        commands.onSubmit(job -> CompletableFuture.runAsync(() -> {
            farm.put(status(job, JobState.PROCESSING, 0, 1));
            board.put(progress(job, new SampleRange(0, 1), 14, 20, preview(store, job, 0, 14, 20)));
            awaitLook(job);
            farm.put(status(job, JobState.FAILED, 0, 3));
        }));

        var events = stream("{\"prompt\":\"a\",\"stream\":true,\"partial_images\":3}");

        assertThat(events).hasSize(2);
        assertThat(events.get(0).get("type").asText()).isEqualTo("image_generation.partial_image");
        assertThat(events.get(1).at("/error/code").asText()).isEqualTo("no_images");
    }

    @Test
    void whatGoesWrongInAStreamIsAnEvent() {
        commands.onSubmit(job -> farm.put(status(job, JobState.CANCELED, 0, 3)));

        var text = new String(
                Web.post(GENERATIONS, "{\"prompt\":\"a\",\"stream\":true}")
                        .response()
                        .body(),
                UTF_8);

        assertThat(text)
                .contains(
                        "event: error\ndata: {\"error\":{\"message\":\"job " + sent().id()
                                + " is canceled without an image\",\"type\":\"server_error\",\"param\":null,\"code\":\"no_images\"}}");
    }

    @Test
    void aClientThatGoesAwayTakesItsJobWithIt() throws IOException {
        commands.onSubmit(job -> {});
        try (InputStream body = Web.stream(GENERATIONS, "{\"prompt\":\"a\",\"stream\":true}")) {
            assertThat(body.read()).isEqualTo(':');
        }

        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> commands.sent().stream().anyMatch(JobCommand.Cancel.class::isInstance));
    }

    /** The client itself, where a folder with {@code node_modules/openai} is named. */
    @Test
    @EnabledIfEnvironmentVariable(named = "OPENAI_CLIENT_DIR", matches = ".+")
    void theClientItselfWorks() throws Exception {
        commands.onSubmit(job -> {
            if (prompt(job).equals("fail")) {
                farm.put(status(job, JobState.CANCELED, 0, 3));
            } else {
                paintStepByStep(job);
            }
        });
        var script = getClass().getResource("/openai-client.js").getPath();
        var process = new ProcessBuilder(
                        "node", script, Web.request("/v1").build().uri().toString())
                .redirectErrorStream(true);
        process.environment().put("NODE_PATH", System.getenv("OPENAI_CLIENT_DIR") + "/node_modules");
        var client = process.start();
        var said = new String(client.getInputStream().readAllBytes(), UTF_8);

        assertThat(client.waitFor()).as(said).isZero();
        assertThat(said).contains("all is well");
    }

    private void paintAtOnce(Job job) {
        farm.put(job.id(), shard(store, job, new SampleRange(0, job.samples())));
        farm.put(status(job, JobState.SUCCEEDED, job.samples(), 3));
    }

    /** Two previews of every image, each seen, before all of them are done. */
    private void paintStepByStep(Job job) {
        CompletableFuture.runAsync(() -> {
            var all = new SampleRange(0, job.samples());
            farm.put(status(job, JobState.PROCESSING, 0, 1));
            for (int step : List.of(7, 14)) {
                for (int i = 0; i < job.samples(); i++) {
                    board.put(progress(job, all, step, 20L * job.samples(), preview(store, job, i, step, 20)));
                }
                awaitLook(job);
            }
            paintAtOnce(job);
        });
    }

    /** Until a look at the job has begun and another one after it. */
    private void awaitLook(Job job) {
        long before = farm.looks(job.id());
        await().pollInterval(Duration.ofMillis(10)).until(() -> farm.looks(job.id()) > before + 1);
    }

    private static List<JsonNode> stream(String body) {
        return events(Web.post(GENERATIONS, body));
    }

    private static List<JsonNode> events(Web.Answer answer) {
        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        return EVENT.matcher(new String(answer.response().body(), UTF_8))
                .results()
                .map(event -> Web.json(event.group(2)))
                .toList();
    }

    private static String prompt(Job job) {
        return ((TextPrompts) job.conditioning().orElseThrow()).prompts().get(0).text();
    }

    private Job sent() {
        return ((JobCommand.Submit) commands.sent().get(0)).job();
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asText());
    }
}
