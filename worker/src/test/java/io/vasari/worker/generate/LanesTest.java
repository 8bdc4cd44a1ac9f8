package io.vasari.worker.generate;

import static io.vasari.worker.task.Fixtures.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.artifacts.FileStore;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.TaskEvent;
import io.vasari.worker.batch.DeviceLoop;
import io.vasari.worker.task.CanceledJobs;
import io.vasari.worker.task.Fixtures;
import io.vasari.worker.task.TaskRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The networks that ship, in one lane and in two. */
@Timeout(120)
class LanesTest {
    private static final ModelRef GAN = new ModelRef("mnist-gan", "epoch-200");

    /** Where the tasks of a job are cut: some passes are full, some are shared, some are padded. */
    private static final int[] CUTS = {0, 7, 71, 171, 400, 401, 640, 1_000};

    @TempDir
    Path dir;

    private final Set<String> lanesSeen = ConcurrentHashMap.newKeySet();

    @Test
    void aSampleHasTheSameBytesInOneLaneAndInTwo() throws Exception {
        var alone = paint(1);
        assertThat(lanesSeen).hasSize(1);
        lanesSeen.clear();
        var shared = paint(2);
        assertThat(lanesSeen).as("lanes that painted").hasSize(2);

        assertThat(shared).hasSize(1_000).hasSameSizeAs(alone);
        shared.forEach((index, png) -> assertThat(png).as("sample " + index).isEqualTo(alone.get(index)));
    }

    /** @return the PNG of every sample of the job */
    private Map<Integer, byte[]> paint(int lanes) throws Exception {
        var device = NetworkDevice.open(Path.of("..", "zoo"), Optional.empty(), 1, OptionalLong.empty());
        var loop = new DeviceLoop(
                device,
                lanes,
                () -> device.warmUp(1, Optional.of(List.of(GAN)), "default", 1),
                System::nanoTime,
                (key, samples, nanos) -> lanesSeen.add(Thread.currentThread().getName()));
        var store = FileStore.open(dir.resolve("store-" + lanes));
        var slots = Executors.newFixedThreadPool(CUTS.length);
        try {
            List<Callable<TaskEvent>> tasks = new ArrayList<>();
            for (int i = 1; i < CUTS.length; i++) {
                var task = task("job", CUTS[i - 1], CUTS[i] - CUTS[i - 1], GAN);
                var slot = new TaskRunner(
                        "w",
                        loop,
                        store,
                        new CanceledJobs(),
                        () -> Fixtures.NOW,
                        System::nanoTime,
                        Fixtures.silent(store));
                tasks.add(() -> slot.run(task, () -> {}));
            }
            loop.start();
            var pngs = new TreeMap<Integer, byte[]>();
            for (var outcome : slots.invokeAll(tasks)) {
                assertThat(outcome.get()).isInstanceOf(TaskEvent.Completed.class);
                var shard = ((TaskEvent.Completed) outcome.get()).shard();
                for (int i = shard.range().first(); i < shard.range().end(); i++) {
                    pngs.put(i, store.read(shard.artifact().uri(), shard.offsetOf(i), shard.sizeOf(i)));
                }
            }
            return pngs;
        } finally {
            slots.shutdownNow();
            loop.close();
            device.close();
        }
    }
}
