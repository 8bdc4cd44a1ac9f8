package io.vasari.worker.task;

import static io.vasari.worker.task.Fixtures.NOW;
import static io.vasari.worker.task.Fixtures.UNOBSERVED;
import static io.vasari.worker.task.Fixtures.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.artifacts.FileStore;
import io.vasari.artifacts.png.PngDecoder;
import io.vasari.artifacts.shard.ShardReader;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.TaskEvent;
import io.vasari.worker.batch.DeviceLoop;
import io.vasari.worker.batch.PaperDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class TaskRunnerTest {
    private static final Lease LEASE = () -> {};

    @TempDir
    Path dir;

    private final PaperDevice device = new PaperDevice(64);
    private final CanceledJobs canceled = new CanceledJobs();
    private final DeviceLoop loop = new DeviceLoop(device, 1, () -> {}, System::nanoTime, UNOBSERVED);

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        loop.close();
    }

    @Test
    void aTaskBecomesAShardWithEverySampleInItsPlace() throws Exception {
        var store = FileStore.open(dir);
        var task = task("job", 17, 150);

        var completed = (TaskEvent.Completed) runner(store).run(task, LEASE);

        assertThat(completed.shard().range()).isEqualTo(task.range());
        assertThat(completed.shard().artifact().uri()).isEqualTo("jobs/job/17-150-1.tar");
        assertThat(completed.beliefs()).hasSize(150).startsWith(0.17f, 0.18f);
        assertThat(completed.at()).isEqualTo(NOW);
        try (var decoder = new PngDecoder()) {
            for (int index = 17; index < 167; index++) {
                byte[] png = store.read(
                        "jobs/job/17-150-1.tar",
                        completed.shard().offsetOf(index),
                        completed.shard().sizeOf(index));
                byte[] pixels = new byte[PaperDevice.SHAPE.sizeBytes()];
                assertThat(decoder.decode(png, 0, png.length, pixels, 0)).isEqualTo(PaperDevice.SHAPE);
                assertThat(pixels).containsOnly(PaperDevice.pixel(42, index));
            }
        }
    }

    @Test
    void theBytesDoNotDependOnWhoSharesThePass() throws Exception {
        var store = FileStore.open(dir);
        runner(store).run(task("alone", 3, 5), LEASE);
        var other = new Thread(() -> {
            try {
                runner(store).run(task("other", 0, 500), LEASE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        other.start();
        runner(store).run(task("mixed", 3, 5), LEASE);
        other.join();

        assertThat(Files.readAllBytes(dir.resolve("jobs/mixed/3-5-1.tar")))
                .isEqualTo(Files.readAllBytes(dir.resolve("jobs/alone/3-5-1.tar")));
    }

    @Test
    void aStoreThatIsFullIsSaidToBe() throws Exception {
        var full = FileStore.open(dir, FileStore.Durability.WRITTEN, Long.MAX_VALUE);

        assertFailed(runner(full).run(task("job", 0, 3), LEASE), FailureCode.STORE_FULL, dir.toString());
    }

    @Test
    void aStoreThatCannotBeWrittenIsSaidToBeAndTheNextTaskIsFine() throws Exception {
        Path root = Files.writeString(dir.resolve("store"), "a file where the folder should be");
        var runner = runner(FileStore.open(root));

        assertFailed(runner.run(task("job", 0, 3), LEASE), FailureCode.STORE_UNAVAILABLE, root.toString());
        Files.delete(root);
        assertThat(runner.run(task("job", 0, 3), LEASE)).isInstanceOf(TaskEvent.Completed.class);
    }

    @Test
    void anUnknownModelFailsTheTaskAndNotTheWorker() throws Exception {
        device.missing("nobody");
        var runner = runner(FileStore.open(dir));

        assertFailed(
                runner.run(task("job", 0, 3, new ModelRef("nobody", "1")), LEASE),
                FailureCode.MODEL_NOT_FOUND,
                "nobody@1");
        assertThat(runner.run(task("job", 0, 3), LEASE)).isInstanceOf(TaskEvent.Completed.class);
    }

    @Test
    void aBadSampleFailsItsTaskByName() throws Exception {
        device.poison(77);

        assertFailed(
                runner(FileStore.open(dir)).run(task("job", 0, 100), LEASE),
                FailureCode.GENERATION_FAILED,
                "sample 77 of job job");
        assertThat(dir.resolve("jobs")).doesNotExist();
    }

    @Test
    void aCanceledJobStopsAtTheNextBatchAndStoresNothing() throws Exception {
        device.beforeBatch(batch -> canceled.add("job"));

        var event = runner(FileStore.open(dir)).run(task("job", 0, 1000), LEASE);

        assertThat(event).isEqualTo(new TaskEvent.Canceled(task("job", 0, 1000), "w", NOW));
        assertThat(device.batches()).hasSize(1);
        assertThat(dir.resolve("jobs")).doesNotExist();
    }

    @Test
    void theLeaseIsKeptWhileTheDeviceIsBusy() throws Exception {
        var kept = new AtomicInteger();
        device.beforeBatch(batch -> {
            while (kept.get() < 3) {
                Thread.onSpinWait();
            }
        });

        runner(FileStore.open(dir)).run(task("job", 0, 1), kept::incrementAndGet);

        assertThat(kept.get()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aStrangeJobIdCannotLeaveTheStore() throws Exception {
        var event = runner(FileStore.open(dir)).run(task("../../etc", 0, 1), LEASE);

        assertFailed(event, FailureCode.GENERATION_FAILED, "../../etc");
    }

    @Test
    void workIsMeasuredFromTheFirstPassToTheStore() throws Exception {
        var nanos = new AtomicInteger();
        var timed = new DeviceLoop(device, 1, () -> {}, nanos::get, UNOBSERVED).start();
        device.beforeBatch(batch -> nanos.addAndGet(7_000_000));
        var store = FileStore.open(dir);
        var runner = new TaskRunner("w", timed, store, canceled, () -> NOW, nanos::get, Fixtures.silent(store));

        var event = (TaskEvent.Completed) runner.run(task("job", 0, 64), LEASE);

        assertThat(event.workMillis()).isEqualTo(7);
        timed.close();
    }

    @Test
    void sidecarsNameTheSample() throws IOException, InterruptedException {
        var store = FileStore.open(dir);
        runner(store).run(task("job", 8, 1), LEASE);

        try (var shard = new ShardReader(store.open("jobs/job/8-1-1.tar"))) {
            assertThat(shard.next().orElseThrow().name()).isEqualTo("0000000008.png");
            assertThat(new String(shard.next().orElseThrow().content()))
                    .isEqualTo("{\"model\":\"paper@1\",\"seed\":42,\"index\":8,\"belief\":0.080000}");
        }
    }

    private static void assertFailed(TaskEvent event, FailureCode code, String words) {
        assertThat(event).isInstanceOfSatisfying(TaskEvent.Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(code);
            assertThat(failed.failure().message()).contains(words);
        });
    }

    private TaskRunner runner(FileStore store) {
        return new TaskRunner("w", loop, store, canceled, () -> NOW, System::nanoTime, Fixtures.silent(store));
    }
}
