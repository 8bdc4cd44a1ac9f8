package io.vasari.worker.generate;

import static io.vasari.worker.task.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vasari.artifacts.FileStore;
import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngDecoder;
import io.vasari.artifacts.png.PngEncoder;
import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.TaskProgress;
import io.vasari.models.DiffusionRequest;
import io.vasari.models.SampleKey;
import io.vasari.worker.batch.DeviceLoop;
import io.vasari.worker.plugin.DotsFamily;
import io.vasari.worker.plugin.StripesZoo;
import io.vasari.worker.task.CanceledJobs;
import io.vasari.worker.task.Fixtures;
import io.vasari.worker.task.ProgressTeller;
import io.vasari.worker.task.Prompts;
import io.vasari.worker.task.TaskRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tasks of an iterative model from a plug-in, from the task to the tar. */
@Timeout(60)
class SteppedTasksTest {
    private static final ModelRef DOTS = dots("1");
    private static final Pixels SHAPE = new Pixels(8, 8, 3);

    @TempDir
    Path dir;

    private final List<TaskProgress> told = Collections.synchronizedList(new ArrayList<>());
    private final List<byte[]> previews = Collections.synchronizedList(new ArrayList<>());
    private final CanceledJobs canceled = new CanceledJobs();
    private final ExecutorService slots = Executors.newFixedThreadPool(8);
    private FileStore store;
    private NetworkDevice device;
    private DeviceLoop loop;

    @BeforeEach
    void open() throws IOException {
        store = FileStore.open(dir.resolve("store"));
        device = NetworkDevice.open(
                StripesZoo.zoo(dir), Optional.of(StripesZoo.plugins(dir)), 4, OptionalLong.of(1_500));
        loop = new DeviceLoop(
                        device,
                        2,
                        () -> device.warmUp(1, Optional.of(List.of(DOTS)), "default", 1),
                        System::nanoTime,
                        Fixtures.UNOBSERVED)
                .start();
    }

    @AfterEach
    void close() throws InterruptedException {
        slots.shutdownNow();
        loop.close();
        device.close();
        assertThat(DotsFamily.OPEN).as("models that nobody closed").hasValue(0);
    }

    @Test
    void tasksOfManyLengthsShareTheDeviceAndEveryTarIsWholeAndInOrder() throws Exception {
        var tasks = new ArrayList<Task>();
        for (int i = 0; i < 8; i++) {
            var range = new SampleRange(3 * i, 1 + 5 * i);
            tasks.add(task("job" + i, range, DOTS, 3 + i, i % 2 == 0 ? Priority.BATCH : Priority.INTERACTIVE));
        }
        var outcomes = tasks.stream().map(this::submit).toList();
        for (int i = 0; i < tasks.size(); i++) {
            checkTar(tasks.get(i), (TaskEvent.Completed) outcomes.get(i).get(), 3 + i);
        }
    }

    @Test
    void samplesOfAStudyStartFromTheNoiseOfTheirSeed() throws Exception {
        var seeds = List.of(7L, 1_000_000_007L, 9L);
        var task = Prompts.ofStudy("study", new SampleRange(4, 4), DOTS, 3, seeds, later());

        var event = (TaskEvent.Completed) submit(task).get();

        for (int index = 4; index < 8; index++) {
            var key = new SampleKey(seeds.get(index % 3), 0);
            assertThat(picture(event, index)).isEqualTo(DotsFamily.pixels(key, request("green vase", 3, 3), 3));
        }
        assertThat(new String(store.read(event.shard().artifact().uri(), 0, (int)
                        event.shard().artifact().sizeBytes())))
                .contains("\"noise_sha256\":\"" + DotsFamily.noiseSha256(new SampleKey(7, 0)) + "\"");
    }

    @Test
    void onlyTheTaskOfABadSampleFails() throws Exception {
        var bad = submit(task("bad", new SampleRange(10, 6), dots("jinxed"), 5, Priority.BATCH));
        var good = submit(task("good", new SampleRange(20, 6), dots("jinxed"), 5, Priority.BATCH));

        assertThat(good.get()).isInstanceOf(TaskEvent.Completed.class);
        assertFailed(bad.get(), FailureCode.GENERATION_FAILED, "sample 13 of job bad", "jinx");
    }

    @Test
    void weightsThatAreTornFailTheTaskAndNotTheWorker() throws Exception {
        var torn = submit(task("torn", new SampleRange(0, 2), dots("torn"), 5, Priority.BATCH));

        assertFailed(torn.get(), FailureCode.MODEL_UNLOADABLE, "unet/dots.safetensors is torn");
        assertThat(submit(task("next", new SampleRange(0, 2), DOTS, 5, Priority.BATCH))
                        .get())
                .isInstanceOf(TaskEvent.Completed.class);
        assertThat(loop.isAlive()).isTrue();
    }

    @Test
    void whatAModelDoesNotPaintIsSaidInItsWords() throws Exception {
        var tooLong = submit(task("long", new SampleRange(0, 2), DOTS, 101, Priority.BATCH));
        assertFailed(tooLong.get(), FailureCode.INVALID_REQUEST, "steps is 101, this model takes at most 100");

        var words = submit(task("words", new SampleRange(0, 2), new ModelRef("stripes", "1"), 5, Priority.BATCH));
        assertFailed(words.get(), FailureCode.INVALID_REQUEST, "stripes@1 paints from noise alone");
    }

    @Test
    void withoutWordsTheCardSaysWhatToPaint() throws Exception {
        var event = (TaskEvent.Completed)
                submit(Fixtures.task("plain", 0, 3, DOTS, later())).get();

        assertThat(picture(event, 0)).isEqualTo(DotsFamily.pixels(new SampleKey(42, 0), request("", 1, 4), 4));
    }

    @Test
    void aNewRevisionTakesOverWhileTheOldOneFinishesItsWork() throws Exception {
        var old = submit(task("old", new SampleRange(0, 6), dots("slow"), 60, Priority.BATCH));
        await().until(() -> device.loaded().contains(dots("slow")));

        var fresh = submit(task("new", new SampleRange(0, 2), dots("2"), 5, Priority.BATCH));

        assertThat(fresh.get()).isInstanceOf(TaskEvent.Completed.class);
        assertThat(old.isDone()).as("the old one still works").isFalse();
        assertThat(device.loaded()).contains(dots("slow"));
        assertThat(old.get()).isInstanceOf(TaskEvent.Completed.class);
        submit(task("again", new SampleRange(0, 1), dots("2"), 5, Priority.BATCH))
                .get();
        await().untilAsserted(() -> assertThat(device.loaded()).containsExactly(dots("2")));
    }

    @Test
    void aDeadlineEndsATaskBetweenTwoSteps() throws Exception {
        var task = Prompts.task("late", new SampleRange(0, 8), dots("slow"), 100, Priority.BATCH, NOW.plusMillis(300));

        assertFailed(submit(task).get(), FailureCode.TASK_DEADLINE_EXCEEDED, "of its 8 samples");
        assertThat(dir.resolve("store/jobs")).doesNotExist();
    }

    @Test
    void aCanceledTaskEndsBetweenTwoStepsAndStoresNothing() throws Exception {
        var task = task("gone", new SampleRange(0, 8), dots("slow"), 100, Priority.BATCH);
        var outcome = submit(task);
        await().until(() -> told.stream().anyMatch(progress -> progress.stepsDone() > 0));

        canceled.add("gone");

        assertThat(outcome.get()).isInstanceOf(TaskEvent.Canceled.class);
        assertThat(dir.resolve("store/jobs")).doesNotExist();
    }

    @Test
    void progressGrowsAndShowsPreviewsToThoseWhoWait() throws Exception {
        submit(task("seen", new SampleRange(5, 2), dots("slow"), 100, Priority.INTERACTIVE))
                .get();

        assertThat(told)
                .hasSizeGreaterThanOrEqualTo(2)
                .isSortedAccordingTo((a, b) -> Long.compare(a.stepsDone(), b.stepsDone()));
        assertThat(told).allSatisfy(progress -> assertThat(progress.steps()).isEqualTo(200));
        var preview = told.stream()
                .flatMap(progress -> progress.preview().stream())
                .findFirst()
                .orElseThrow();
        assertThat(preview.image().uri()).isEqualTo("previews/seen-" + preview.index() + ".png");
        assertThat(preview.index()).isBetween(5, 6);
        assertThat(preview.steps()).isEqualTo(100);
        assertThat(decoded(previews.get(0))).hasSize(SHAPE.sizeBytes());
        assertThat(dir.resolve("store/previews"))
                .as("previews go with their task")
                .isEmptyDirectory();
    }

    @Test
    void aTaskThatEndsWithoutPicturesLeavesNoPreviewEither() throws Exception {
        var outcome = submit(task("gone", new SampleRange(0, 8), dots("slow"), 100, Priority.INTERACTIVE));
        await().until(() -> !previews.isEmpty());

        canceled.add("gone");

        assertThat(outcome.get()).isInstanceOf(TaskEvent.Canceled.class);
        assertThat(dir.resolve("store/previews")).isEmptyDirectory();
    }

    @Test
    void aTaskStartsFromAPictureInTheStore() throws Exception {
        var image = stored("uploads/start.png", SHAPE, 7);
        var task = Prompts.task(
                "start",
                new SampleRange(0, 1),
                DOTS,
                3,
                Priority.BATCH,
                later(),
                Optional.of(Prompts.start(image, Optional.empty())));

        var event = (TaskEvent.Completed) submit(task).get();

        byte[] plain = DotsFamily.pixels(new SampleKey(42, 0), request("green vase", 3, 3), 3);
        byte[] painted = picture(event, 0);
        for (int i = 0; i < plain.length; i++) {
            assertThat(painted[i]).isEqualTo((byte) (plain[i] + 7));
        }
    }

    @Test
    void aStartPictureThatIsMissingOrOfAnotherSizeIsNamed() throws Exception {
        var missing = new ArtifactRef("uploads/none.png", "", 100, "image/png");
        var small = stored("uploads/small.png", new Pixels(4, 8, 3), 1);

        assertFailed(startingFrom(missing, Optional.empty()), FailureCode.STORE_UNAVAILABLE, "uploads/none.png");
        assertFailed(
                startingFrom(small, Optional.empty()),
                FailureCode.INVALID_REQUEST,
                "start.image is uploads/small.png: it has 4 x 8 pixels, it must have 8 x 8");
        assertFailed(
                startingFrom(stored("uploads/a.png", SHAPE, 1), Optional.of(small)),
                FailureCode.INVALID_REQUEST,
                "start.mask is uploads/small.png");
    }

    private TaskEvent startingFrom(ArtifactRef image, Optional<ArtifactRef> mask) throws Exception {
        return submit(Prompts.task(
                        "start",
                        new SampleRange(0, 1),
                        DOTS,
                        3,
                        Priority.BATCH,
                        later(),
                        Optional.of(Prompts.start(image, mask))))
                .get();
    }

    private Future<TaskEvent> submit(Task task) {
        return slots.submit(() -> {
            var teller = new ProgressTeller(
                    "w", this::hear, store, Optional.of(Duration.ofMillis(500)), () -> NOW, System::nanoTime);
            return new TaskRunner("w", loop, store, canceled, () -> NOW, System::nanoTime, teller).run(task, () -> {});
        });
    }

    private void hear(TaskProgress progress) {
        told.add(progress);
        progress.preview()
                .map(TaskProgress.Preview::image)
                .ifPresent(image -> previews.add(store.read(image.uri(), 0, (int) image.sizeBytes())));
    }

    private void checkTar(Task task, TaskEvent.Completed event, int steps) {
        assertThat(event.shard().range()).isEqualTo(task.range());
        for (int index = task.range().first(); index < task.range().end(); index++) {
            assertThat(picture(event, index))
                    .isEqualTo(DotsFamily.pixels(new SampleKey(42, index), request("green vase", 3, steps), steps));
        }
    }

    private byte[] picture(TaskEvent.Completed event, int index) {
        var shard = event.shard();
        return decoded(store.read(shard.artifact().uri(), shard.offsetOf(index), shard.sizeOf(index)));
    }

    private static byte[] decoded(byte[] png) {
        try (var decoder = new PngDecoder()) {
            byte[] pixels = new byte[SHAPE.sizeBytes()];
            decoder.decode(png, 0, png.length, pixels, 0);
            return pixels;
        }
    }

    private ArtifactRef stored(String uri, Pixels shape, int value) {
        byte[] pixels = new byte[shape.sizeBytes()];
        Arrays.fill(pixels, (byte) value);
        try (var encoder = new PngEncoder(shape)) {
            int length = encoder.encode(pixels, 0);
            return store.put(uri, PngEncoder.MEDIA_TYPE, encoder.bytes(), length);
        }
    }

    private static DiffusionRequest request(String prompt, double guidance, int steps) {
        return new DiffusionRequest(prompt, "", guidance, steps, Optional.empty(), 8, 8, Optional.empty());
    }

    private static Task task(String job, SampleRange range, ModelRef model, int steps, Priority priority) {
        return Prompts.task(job, range, model, steps, priority, later());
    }

    private static Instant later() {
        return NOW.plusSeconds(3_600);
    }

    private static ModelRef dots(String revision) {
        return new ModelRef("dots", revision);
    }

    private static void assertFailed(TaskEvent event, FailureCode code, String... words) {
        assertThat(event).isInstanceOfSatisfying(TaskEvent.Failed.class, failed -> {
            assertThat(failed.failure().message()).contains(words);
            assertThat(failed.failure().code()).isEqualTo(code);
        });
    }
}
