package io.vasari.cli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.UserError;
import io.vasari.cli.client.FarmClient;
import io.vasari.cli.client.JobWatch;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.TaskEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One farm of real processes, through everything that can happen to it. Each fact leaves the farm whole for the next. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FarmSurvivesIT {
    private static final int LARGE = 40_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long SEED = 7;

    private Farm farm;
    private FarmClient client;
    private TaskEventLog log;
    private Map<Integer, byte[]> undisturbedImages;
    private JsonNode undisturbed;

    @BeforeAll
    void startWithoutWorkers() throws IOException {
        var installation = Installation.find();
        Path folder = Files.createTempDirectory(Path.of("target"), "farm-").toAbsolutePath();
        var options = FarmOptions.in(folder.resolve("data"), PluggedZoo.models(installation.zoo(), folder))
                .withWorkers(0)
                .withWorkerSettings(Map.of(
                        "vasari.models.plugins", PluggedZoo.plugins(folder).toString(), "vasari.store.reserve", "0"));
        farm = Farm.claim(installation, options, FarmEvents.SILENT);
        farm.start();
        client = new FarmClient(farm.url());
        log = new TaskEventLog(farm.broker().url().substring("kafka://".length()));
    }

    @AfterAll
    void end() {
        farm.close();
    }

    @Test
    @Order(1)
    void jobQueuedBeforeAnyWorkerCompletesOnceOneStarts() throws IOException {
        String id = submit("mnist-gan", LARGE);
        assertThat(client.job(id).path("status").asText()).isEqualTo("queued");

        farm.addWorker();

        undisturbed = finish(id);
        assertSucceededWhole(undisturbed);
        undisturbedImages = TarSamples.pngs(client.samples(id));
    }

    @Test
    @Order(2)
    void terminatedWorkerFinishesWhatItHolds() throws InterruptedException {
        var leaving = farm.addWorker();
        farm.addWorker();
        String id = submit("mnist-gan", LARGE);
        awaitDone(id, 2_000);

        boolean ended;
        try {
            ended = leaving.terminate().waitFor(30, TimeUnit.SECONDS);
        } finally {
            leaving.resume();
        }

        assertThat(ended).isTrue();
        assertSucceededWhole(finish(id));
        assertThat(log.events(id)).as("nothing is delivered twice").allSatisfy(event -> {
            assertThat(event).isInstanceOf(TaskEvent.Completed.class);
            assertThat(event.task().attempt()).isEqualTo(1);
        });
        assertThat(log.events(id)).anyMatch(event -> event.worker().equals(leaving.name()));
        Farm.awaitReady(farm.members());
    }

    @Test
    @Order(3)
    void killedWorkersLoseNoSampleAndChangeNoByte() throws IOException {
        String id = submit("mnist-gan", LARGE);
        awaitDone(id, 1_000);
        var first = farm.workers().get(0);
        await("it holds a task")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> busySlots(first) > 0);
        first.kill();
        await("its task is given to another")
                .atMost(Duration.ofSeconds(15))
                .until(() -> !log.events(id, TaskEvent.Lost.class).isEmpty());
        awaitDone(id, 15_000);
        farm.workers().get(1).kill();

        JsonNode job = finish(id);

        assertSucceededWhole(job);
        assertThat(log.events(id, TaskEvent.Completed.class))
                .as("what was lost is made at another attempt")
                .anyMatch(event -> event.task().attempt() > 1);
        assertThat(job.path("evaluation").path("class_counts"))
                .isEqualTo(undisturbed.path("evaluation").path("class_counts"));
        assertSameImages(TarSamples.pngs(client.samples(id)), undisturbedImages);
        Farm.awaitReady(farm.members());
    }

    @Test
    @Order(4)
    void killedGatewayAndEvaluatorGoOnWhereTheyWere() {
        String id = submit("mnist-gan", LARGE);
        awaitDone(id, 5_000);

        farm.gateway().kill();
        farm.evaluator().kill();

        JsonNode job = finish(id);
        assertSucceededWhole(job);
        var expected = undisturbed.path("evaluation");
        for (String figure : new String[] {"class_counts", "chi_squared", "entropy_ratio", "verdict"}) {
            assertThat(job.path("evaluation").path(figure)).as(figure).isEqualTo(expected.path(figure));
        }
        Farm.awaitReady(farm.members());
    }

    @Test
    @Order(5)
    void stoppedBrokerIsWaitedForAndSubmissionsAreToldWhen() throws Exception {
        String id = submit("mnist-gan", LARGE);
        awaitDone(id, 2_000);

        farm.broker().killAndHold().waitFor();
        long stoppedAt = System.nanoTime();
        var refused = rawSubmission();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        System.nanoTime() - stoppedAt > Duration.ofSeconds(20).toNanos());
        farm.broker().resume();

        assertSucceededWhole(finish(id));
        Farm.awaitReady(farm.members());
        assertSucceededWhole(finish(submit("mnist-gan", 100)));
    }

    @Test
    @Order(6)
    void storeThatCannotBeWrittenFailsTheJobWithItsCodeAndNoWorker() throws IOException {
        var pids = farm.workers().stream().map(Member::pid).toList();
        Path jobs = farm.data().resolve("store/jobs");
        Path aside = farm.data().resolve("store/aside");
        Files.move(jobs, aside);
        Files.writeString(jobs, "in the way");

        JsonNode job = finish(submit("mnist-gan", 100));

        assertThat(job.path("status").asText()).isEqualTo("failed");
        assertThat(job.path("error").path("code").asText()).isEqualTo("store_unavailable");
        assertThat(farm.workers().stream().map(Member::pid).toList()).isEqualTo(pids);
        Files.delete(jobs);
        Files.move(aside, jobs);
        assertSucceededWhole(finish(submit("mnist-gan", 100)));
    }

    @Test
    @Order(7)
    void fullStoreFailsTheJobWithItsCodeAndNoWorker() throws IOException {
        Path store = farm.data().resolve("store");
        Files.createDirectories(store);
        var mounted = SmallDisk.over(store);
        assumeTrue(mounted.isPresent(), "this user may not mount a small disk to fill");
        var pids = farm.workers().stream().map(Member::pid).toList();
        try (var disk = mounted.get()) {
            assertSucceededWhole(finish(submit("mnist-gan", 100)));
            disk.fill();

            JsonNode job = finish(submit("mnist-gan", 100));

            assertThat(job.path("status").asText()).isEqualTo("failed");
            assertThat(job.path("error").path("code").asText()).isEqualTo("store_full");
            assertThat(farm.workers().stream().map(Member::pid).toList()).isEqualTo(pids);
            disk.free();
            assertSucceededWhole(finish(submit("mnist-gan", 100)));
        }
    }

    @Test
    @Order(8)
    void taskThatCrashesItsWorkerEveryTimeIsGivenUpAloneAndDeadLettered() {
        int samples = 2_000;
        String id = submit(PluggedZoo.CRASHING, samples);

        JsonNode job = finish(id);

        assertThat(job.path("status").asText()).isEqualTo("partial");
        assertThat(job.path("error").path("code").asText()).isEqualTo("worker_lost");
        var letters = log.deadLetters(id);
        assertThat(letters).hasSize(1);
        var letter = letters.get(0);
        assertThat(letter.task().range().contains(CrashingFamily.POISON)).isTrue();
        assertThat(letter.failure().code()).isEqualTo(FailureCode.WORKER_LOST);
        int lost = letter.task().range().count();
        assertThat(job.path("samples").path("failed").asInt()).isEqualTo(lost);
        assertThat(job.path("samples").path("done").asInt()).isEqualTo(samples - lost);
        Farm.awaitReady(farm.members());
    }

    @Test
    @Order(9)
    void canceledJobStopsAndKeepsWhatIsDone() throws IOException {
        String id = submit("mnist-gan", 400_000);
        awaitDone(id, 2_000);

        client.cancel(id);

        JsonNode job = finish(id);
        assertThat(job.path("status").asText()).isEqualTo("canceled");
        int done = job.path("samples").path("done").asInt();
        assertThat(done).isBetween(2_000, 399_999);
        assertThat(TarSamples.pngs(client.samples(id))).hasSize(done);
        assertThatThrownBy(() -> client.cancel(id))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("canceled");
    }

    private String submit(String model, int samples) {
        return client.submit(Map.of("model", model, "samples", samples, "seed", SEED))
                .path("id")
                .asText();
    }

    private HttpResponse<String> rawSubmission() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(farm.url() + "/v1/jobs"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"mnist-gan\"}"))
                .timeout(Duration.ofSeconds(15))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void awaitDone(String id, int samples) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> client.job(id).path("samples").path("done").asInt() >= samples);
    }

    private static double busySlots(Member worker) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(worker.url() + "/q/metrics"))
                .timeout(Duration.ofSeconds(5))
                .build();
        String busy = "vasari_slots{state=\"busy\"} ";
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(busy))
                .mapToDouble(line -> Double.parseDouble(line.substring(busy.length())))
                .sum();
    }

    private JsonNode finish(String id) {
        return new JobWatch(client).toTheEnd(id, job -> {});
    }

    private static void assertSucceededWhole(JsonNode job) {
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("succeeded");
        int requested = job.path("samples").path("requested").asInt();
        assertThat(job.path("samples").path("done").asInt()).isEqualTo(requested);
        long counted = IntStream.range(0, 10)
                .mapToLong(digit -> job.path("evaluation")
                        .path("class_counts")
                        .path("" + digit)
                        .asLong())
                .sum();
        assertThat(counted).as(job.toString()).isEqualTo(requested);
    }

    private static void assertSameImages(Map<Integer, byte[]> images, Map<Integer, byte[]> expected) {
        assertThat(images.keySet()).isEqualTo(expected.keySet());
        images.forEach((index, png) -> assertThat(png).as("sample " + index).isEqualTo(expected.get(index)));
    }
}
