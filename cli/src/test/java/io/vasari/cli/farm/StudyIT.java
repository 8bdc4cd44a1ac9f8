package io.vasari.cli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.Cli;
import io.vasari.cli.ExitCode;
import io.vasari.cli.client.FarmClient;
import io.vasari.cli.client.JobWatch;
import io.vasari.contracts.Json;
import io.vasari.contracts.ReplayCalibration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Studies on a farm of real processes, with the vases that ship and few steps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StudyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int STEPS = 4;
    private static final long SEED = 42;

    private Farm farm;
    private FarmClient client;
    private Path folder;
    private JsonNode orders;

    @BeforeAll
    void start() throws IOException {
        var installation = Installation.find();
        folder = Files.createTempDirectory(Path.of("target"), "study-").toAbsolutePath();
        farm = Farm.claim(
                installation,
                FarmOptions.in(folder.resolve("data"), installation.zoo()).withWorkers(1),
                FarmEvents.SILENT);
        farm.start();
        client = new FarmClient(farm.url());
    }

    @AfterAll
    void end() {
        farm.close();
    }

    @Test
    @Order(1)
    void wordOrderIsStudiedAndJudged() {
        orders = judged(study(Map.of("template", "ornate green vase", "perturbation", "permutation", "seeds", 3)));

        assertThat(orders.path("status").asText()).isEqualTo("succeeded");
        assertThat(orders.path("prompts")).hasSize(6);
        var evaluation = orders.path("evaluation");
        assertThat(evaluation.path("judged_by").asText()).isEqualTo("embedding");
        assertThat(evaluation.path("embedder").asText()).isEqualTo("vase-clip@v1");
        assertThat(evaluation.path("verdict").asText()).isIn("consistent", "outlier", "dispersed");
        assertThat(evaluation.path("groups")).hasSize(3);
        assertThat(evaluation.path("distances").path("embedding")).hasSize(6);
        assertThat(evaluation.path("alignment")).hasSize(6);
        double shares = 0;
        for (String source : List.of("prompt_ratio", "seed_ratio", "interaction_ratio")) {
            shares += evaluation.path("variance").path(source).asDouble();
        }
        assertThat(shares).isBetween(1 - 1e-9, 1 + 1e-9);
        assertThat(evaluation.path("attributes")).isNotEmpty();
    }

    @Test
    @Order(2)
    void allVariantsOfASeedStartFromTheNoiseOfAJobWithThatSeed() throws IOException {
        var noises = new HashSet<String>();
        orders.path("evaluation").path("groups").forEach(group -> {
            assertThat(group.path("noise_sha256").asText()).hasSize(64);
            noises.add(group.path("noise_sha256").asText());
        });
        assertThat(noises).as("every seed has its own").hasSize(3);

        var request = new LinkedHashMap<String, Object>(Map.of(
                "model", "vase-diffusion", "revision", "fixed-order", "steps", STEPS, "priority", "interactive"));
        request.put("prompt", "green ornate vase");
        request.put("seed", SEED + 1);
        var job =
                new JobWatch(client).toTheEnd(client.submit(request).path("id").asText(), status -> {});
        int row = 2;
        assertThat(orders.path("prompts").path(row).asText()).isEqualTo("green ornate vase");

        assertSamePicture(
                client.sample(orders.path("id").asText(), row * 3 + 1),
                client.sample(job.path("id").asText(), 0));
    }

    @Test
    @Order(3)
    void theCommandWritesSheetAndReportAndPrintsTheVerdict() throws IOException {
        var outcome = Cli.run(
                "study",
                "ornate {colour} vase",
                "--substitute",
                "colour=red,mauve,yellow,blue,green",
                "--seeds",
                "3",
                "--seed",
                "" + SEED,
                "--revision",
                "free-order",
                "--steps",
                "" + STEPS,
                "--url",
                farm.url(),
                "-o",
                folder.resolve("out").toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).contains("substitution of 5 prompts x 3 seeds", "pictures show the colour");
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(2)
                    .anyMatch(name -> name.endsWith(".png"))
                    .anyMatch(name -> name.endsWith(".html"));
        }
    }

    @Test
    @Order(4)
    void replaysStayWithinTheThresholds() {
        var replays = judged(
                study(Map.of("template", "ornate green vase", "perturbation", "replay", "variants", 4, "seeds", 4)));

        assertThat(replays.path("evaluation").path("verdict").asText()).isEqualTo("consistent");
        assertThat(replays.path("evaluation").path("most_distance").asDouble()).isLessThan(0.01);
    }

    @Test
    @Order(5)
    void aKilledEvaluatorIsFollowedByOneThatJudgesOnce() {
        var study = study(Map.of("prompts", List.of("red urn", "an urn in red", "red pot"), "seeds", 4));
        farm.evaluator().kill();

        var judged = judged(study);

        assertThat(judged.path("evaluation").path("groups")).hasSize(4);
        Farm.awaitReady(farm.members());
        var log = new TaskEventLog(farm.broker().url().substring("kafka://".length()));
        for (JsonNode any : List.of(orders, judged)) {
            assertThat(log.studyEvaluations(any.path("id").asText())).hasSize(1);
        }
    }

    @Test
    @Order(6)
    void metricsTellOfGroupsAndNeverOfPrompts() throws IOException, InterruptedException {
        judged(study(Map.of("template", "ornate green vase", "perturbation", "typo", "variants", 3, "seeds", 4)));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(metrics())
                .contains(
                        "vasari_prompt_groups_total{",
                        "vasari_prompt_pair_distance_bucket{",
                        "vasari_clip_cosine_bucket{",
                        "vasari_attribute_checks_total{",
                        "vasari_prompt_sensitivity_ratio{",
                        "vasari_prompt_sensitivity_omega_squared{",
                        "vasari_prompt_mean_distance{"));
        assertThat(metrics()).doesNotContain("ornate green vase");
    }

    @Test
    @Order(7)
    void replaysBecomeThresholdsBesideTheWeights() throws IOException {
        var revision = Files.createDirectories(folder.resolve("models/vase-diffusion/free-order"));

        var outcome = Cli.run(
                "study",
                "ornate green vase",
                "--replay",
                "--calibrate",
                "--models",
                folder.resolve("models").toString(),
                "--revision",
                "free-order",
                "--variants",
                "3",
                "--seeds",
                "4",
                "--steps",
                "" + STEPS,
                "--url",
                farm.url(),
                "-o",
                folder.resolve("replays").toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
        var made = Json.read(Files.readAllBytes(revision.resolve("thresholds.json")), ReplayCalibration.class);
        assertThat(made.replays()).isEqualTo(12);
        assertThat(made.features()).containsOnlyKeys("embedding", "structure", "colour");
        assertThat(made.features().get("colour").replayDistance()).isLessThan(0.5);
        assertThat(made.features().get("colour").dispersedAbove()).isEqualTo(3);
    }

    private String metrics() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(farm.evaluator().url() + "/q/metrics"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private JsonNode study(Map<String, ?> what) {
        var request = new LinkedHashMap<String, Object>(what);
        request.put("model", "vase-diffusion");
        request.put("revision", "fixed-order");
        request.put("seed", SEED);
        request.put("steps", STEPS);
        request.put("priority", "interactive");
        return client.submitStudy(request);
    }

    private JsonNode judged(JsonNode study) {
        String id = study.path("id").asText();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> client.study(id).path("evaluation").isObject());
        return client.study(id);
    }

    /** As far as the promise for models that share passes goes. */
    private static void assertSamePicture(byte[] png, byte[] expected) throws IOException {
        var a = ImageIO.read(new ByteArrayInputStream(png));
        var b = ImageIO.read(new ByteArrayInputStream(expected));
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    assertThat(a.getRGB(x, y) >> shift & 0xFF)
                            .isBetween((b.getRGB(x, y) >> shift & 0xFF) - 2, (b.getRGB(x, y) >> shift & 0xFF) + 2);
                }
            }
        }
    }
}
