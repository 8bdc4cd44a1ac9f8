package io.vasari.worker.process;

import static io.vasari.worker.task.Fixtures.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vasari.artifacts.FileStore;
import io.vasari.broker.EmbeddedBroker;
import io.vasari.contracts.Cancellation;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.Topics;
import io.vasari.contracts.WorkerBeat;
import io.vasari.worker.task.Prompts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged worker, with a model family from a plug-in jar, against a real broker. */
@Timeout(180)
class WorkerIT {
    @TempDir
    static Path dir;

    private static EmbeddedBroker broker;
    private static Wire wire;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(dir.resolve("broker"), 0);
        wire = new Wire(broker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        wire.close();
        broker.close();
    }

    @Test
    void aWorkerLivesThroughWhatTasksDoToIt() throws Exception {
        wire.send(stripes("early", 0, 100, "1"));
        try (var worker =
                WorkerProcess.start("w1", broker.bootstrapServers(), dir, "-Dvasari.worker.preview-period=300ms")) {
            worker.awaitReady();
            completes("early");
            failsBy("torn", "broken", FailureCode.MODEL_UNLOADABLE, "stripes.bin is torn");
            failsBy("none", "2", FailureCode.MODEL_NOT_FOUND, "has no revision '2'");
            canceledJobsStop();
            paintsFromWords();
            completes("after");
            heartbeatAndMetrics(worker);
            drains(worker);
        }
    }

    @Test
    void anInteractiveTaskIsTakenAndDoneWhileAllOtherSlotsHoldBatchTasks() throws Exception {
        try (var worker = WorkerProcess.start("w2", broker.bootstrapServers(), dir)) {
            worker.awaitReady();
            for (int i = 0; i < 6; i++) {
                wire.send(words("long" + i, 40, "slow", 100, Priority.BATCH));
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> worker.get("/q/metrics").body().contains("vasari_slots{state=\"busy\"} 3.0"));

            wire.send(words("now", 1, "slow", 20, Priority.INTERACTIVE));

            assertThat(wire.awaitEvents("now", 1)).singleElement().isInstanceOf(TaskEvent.Completed.class);
            for (int i = 0; i < 6; i++) {
                assertThat(wire.of("long" + i)).as("batch task %d", i).isEmpty();
                wire.send(Topics.CANCELLATIONS, "long" + i, Json.write(new Cancellation("long" + i, Instant.now())));
            }
            for (int i = 0; i < 6; i++) {
                assertThat(wire.awaitEvents("long" + i, 1)).singleElement().isInstanceOf(TaskEvent.Canceled.class);
            }
            worker.terminate();
            assertThat(worker.awaitExit(Duration.ofSeconds(30)))
                    .as(worker.log())
                    .isTrue();
        }
    }

    @Test
    void aTaskThatKillsItsWorkerIsLostAndNotRunAgain() throws Exception {
        try (var first = WorkerProcess.start("doomed", broker.bootstrapServers(), dir)) {
            first.awaitReady();
            wire.send(stripes("killer", 13, 1, "crash"));
            assertThat(first.awaitExit(Duration.ofSeconds(30))).isTrue();
        }
        try (var second = WorkerProcess.start("heir", broker.bootstrapServers(), dir)) {
            var events = wire.awaitEvents("killer", 1);

            assertThat(events).singleElement().isInstanceOfSatisfying(TaskEvent.Lost.class, lost -> {
                assertThat(lost.worker()).isEqualTo("heir");
                assertThat(lost.deliveryCount())
                        .as("other slots of the dead may have had it in their hands")
                        .isBetween(2, 4);
            });
            assertThat(second.awaitExit(Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void aHalfFinishedTaskIsHandedBackWhenADrainCannotWaitForIt() throws Exception {
        try (var hasty =
                WorkerProcess.start("hasty", broker.bootstrapServers(), dir, "-Dvasari.worker.drain-timeout=1s")) {
            hasty.awaitReady();
            wire.send(words("half", 200, "slow", 100, Priority.BATCH));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> wire.progressOf("half").stream().anyMatch(said -> said.samplesDone() > 0));

            hasty.terminate();

            assertThat(hasty.awaitExit(Duration.ofSeconds(20))).as(hasty.log()).isTrue();
        }
        try (var heir = WorkerProcess.start("heir2", broker.bootstrapServers(), dir)) {
            assertThat(wire.awaitEvents("half", 1)).singleElement().isInstanceOf(TaskEvent.Lost.class);
        }
        assertThat(dir.resolve("store/jobs/half")).as("no part of it is stored").doesNotExist();
    }

    @Test
    void samplesAreMadeOnceMoreAndABrokenPromiseIsFoundOut() throws Exception {
        String[] settings = {
            "-Dvasari.replay.share=1", "-Dvasari.models.preload=stripes@1,stripes@moody,dots@1,dots@moody"
        };
        try (var one = WorkerProcess.start("one", broker.bootstrapServers(), dir, settings);
                var two = WorkerProcess.start("two", broker.bootstrapServers(), dir, settings)) {
            one.awaitReady();
            two.awaitReady();
            wire.send(stripes("kept", 0, 40, "1"));
            wire.send(words("kept-words", 12, "1", 8, Priority.INTERACTIVE));
            wire.send(stripes("broken", 0, 40, "moody"));
            wire.send(words("broken-words", 12, "moody", 8, Priority.BATCH));

            assertThat(levelsOf("kept", 40)).containsOnly(0);
            assertThat(levelsOf("kept-words", 12)).containsOnly(0);
            assertThat(levelsOf("broken", 40)).allMatch(levels -> levels > 2);
            assertThat(levelsOf("broken-words", 12)).anyMatch(levels -> levels > 2);
            assertThat(one.get("/q/metrics").body() + two.get("/q/metrics").body())
                    .contains("vasari_replays_total{model=\"stripes\",outcome=\"equal\"}")
                    .contains("vasari_replays_total{model=\"stripes\",outcome=\"different\"}");
        }
    }

    private static List<Integer> levelsOf(String job, int samples) {
        return wire.awaitReplays(job, samples).stream()
                .flatMapToInt(report -> Arrays.stream(report.levels()))
                .boxed()
                .toList();
    }

    /** Steps of an iterative model, with progress and previews for whom somebody waits. */
    private static void paintsFromWords() {
        wire.send(words("torn-words", 2, "torn", 5, Priority.BATCH));
        assertThat(wire.awaitEvents("torn-words", 1))
                .singleElement()
                .isInstanceOfSatisfying(
                        TaskEvent.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.MODEL_UNLOADABLE));

        wire.send(words("words", 1, "slow", 100, Priority.INTERACTIVE));
        assertThat(wire.awaitEvents("words", 1)).singleElement().isInstanceOf(TaskEvent.Completed.class);
        assertThat(wire.progressOf("words"))
                .hasSizeGreaterThanOrEqualTo(2)
                .flatExtracting(said -> said.preview().stream().toList())
                .extracting(preview -> preview.image().uri())
                .contains("previews/words-0.png");
    }

    private static Task words(String job, int count, String revision, int steps, Priority priority) {
        return Prompts.task(
                job,
                new SampleRange(0, count),
                new ModelRef("dots", revision),
                steps,
                priority,
                Instant.now().plusSeconds(600));
    }

    private static void completes(String job) {
        if (!job.equals("early")) {
            wire.send(stripes(job, 0, 100, "1"));
        }
        var event = (TaskEvent.Completed) wire.awaitEvents(job, 1).get(0);
        assertThat(event.worker()).isEqualTo("w1");
        assertThat(event.beliefs()).isEmpty();
        var store = FileStore.open(dir.resolve("store"));
        byte[] tar = store.read(event.shard().artifact().uri(), 0, (int)
                event.shard().artifact().sizeBytes());
        assertThat(tar).isNotEmpty();
    }

    private static void failsBy(String job, String revision, FailureCode code, String words) {
        wire.send(stripes(job, 0, 5, revision));
        assertThat(wire.awaitEvents(job, 1)).singleElement().isInstanceOfSatisfying(TaskEvent.Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(code);
            assertThat(failed.failure().message()).contains(words);
        });
    }

    /** Two seconds of passes, of which it does a part. */
    private static void canceledJobsStop() {
        wire.send(stripes("canceled", 0, 16 * 1000, "slow"));
        wire.send(Topics.CANCELLATIONS, "canceled", Json.write(new Cancellation("canceled", Instant.now())));
        assertThat(wire.awaitEvents("canceled", 1)).singleElement().isInstanceOf(TaskEvent.Canceled.class);
    }

    private static void heartbeatAndMetrics(WorkerProcess worker) throws Exception {
        await().atMost(Duration.ofSeconds(10)).until(() -> wire.beatOf("w1")
                .flatMap(beat -> beat)
                .map(beat -> Json.read(beat, WorkerBeat.class))
                .filter(beat -> beat.slots() == 4
                        && beat.interactiveSlots() == 1
                        && beat.loaded().contains(model("1")))
                .isPresent());
        assertThat(worker.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(worker.get("/q/metrics").body())
                .contains(
                        "vasari_tasks_total{model=\"stripes\",outcome=\"completed\",pool=\"default\"} 2.0",
                        "vasari_tasks_total{model=\"stripes\",outcome=\"canceled\",pool=\"default\"} 1.0",
                        "vasari_task_duration_seconds_bucket",
                        "vasari_task_queue_seconds_count{pool=\"default\",priority=\"interactive\"} 1",
                        "vasari_batch_size_bucket",
                        "vasari_step_duration_seconds_bucket",
                        "vasari_slots{state=\"idle\"} 4.0",
                        "vasari_samples_generated_total{model=\"stripes\",revision=\"1\"}",
                        "vasari_models_loaded ",
                        "vasari_models_loaded_bytes",
                        "vasari_batch_fill_ratio_bucket",
                        "vasari_batch_cap{model=\"dots\",revision=\"slow\"}",
                        "vasari_steps_total{model=\"dots\",revision=\"slow\"} 100.0",
                        "vasari_samples_in_flight{model=\"dots\",revision=\"slow\"} 0.0",
                        "vasari_process_resident_memory_bytes",
                        "vasari_share_consumers 4.0",
                        "vasari_share_connections");
    }

    private static void drains(WorkerProcess worker) throws Exception {
        wire.send(stripes("last", 0, 16 * 100, "slow"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> worker.get("/q/metrics").body().contains("vasari_slots{state=\"busy\"} 1.0"));

        worker.terminate();

        assertThat(worker.awaitExit(Duration.ofSeconds(30))).as(worker.log()).isTrue();
        assertThat(wire.awaitEvents("last", 1)).singleElement().isInstanceOf(TaskEvent.Completed.class);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> wire.beatOf("w1").filter(Optional::isEmpty).isPresent());
    }

    private static Task stripes(String job, int first, int count, String revision) {
        return task(job, first, count, model(revision));
    }

    private static ModelRef model(String revision) {
        return new ModelRef("stripes", revision);
    }
}
