package io.vasari.worker.replay;

import static io.vasari.worker.task.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vasari.artifacts.FileStore;
import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.ReplayOrder;
import io.vasari.contracts.ReplayReport;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.worker.batch.BatchKey;
import io.vasari.worker.batch.DeviceLoop;
import io.vasari.worker.generate.NetworkDevice;
import io.vasari.worker.plugin.StripesZoo;
import io.vasari.worker.task.CanceledJobs;
import io.vasari.worker.task.Fixtures;
import io.vasari.worker.task.Orders;
import io.vasari.worker.task.Prompts;
import io.vasari.worker.task.TaskRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tasks of single-pass and of iterative models from a plug-in, and what comes of making their samples once more. */
@Timeout(60)
class ReplayerTest implements ReplayOutlet {
    @TempDir
    Path dir;

    private final List<ReplayOrder> ordered = new ArrayList<>();
    private final List<ReplayReport> reports = new ArrayList<>();
    private final Map<ReplayOutcome, Integer> outcomes = new EnumMap<>(ReplayOutcome.class);
    private Instant now = NOW;
    private FileStore store;
    private NetworkDevice networks;
    private DeviceLoop loop;

    @BeforeEach
    void open() throws IOException {
        store = FileStore.open(dir.resolve("store"));
        networks =
                NetworkDevice.open(StripesZoo.zoo(dir), Optional.of(StripesZoo.plugins(dir)), 4, OptionalLong.empty());
        loop = new DeviceLoop(networks, 2, () -> {}, System::nanoTime, Fixtures.UNOBSERVED).start();
    }

    @AfterEach
    void close() throws InterruptedException {
        loop.close();
        networks.close();
    }

    @Override
    public void order(ReplayOrder order) {
        ordered.add(Json.read(Json.write(order), ReplayOrder.class));
    }

    @Override
    public void report(ReplayReport report) {
        reports.add(report);
    }

    @Test
    void samplesOfAModelThatKeepsThePromiseAreEqualAloneAndInCompany() throws Exception {
        replayer("other").replay(completed(stripes("1", 40)));
        replayer("other").replay(completed(dots("1", 12)));

        assertThat(reports).hasSize(2).allSatisfy(report -> {
            assertThat(report.levels()).containsOnly(0);
            assertThat(report.changedRatios()).containsOnly(0);
            assertThat(report.madeBy()).isEqualTo("maker");
            assertThat(report.replayedBy()).isEqualTo("other");
        });
        assertThat(reports.get(0).indices()).hasSize(40).startsWith(3, 4, 5);
        assertThat(reports.get(1).indices()).hasSize(12);
        assertThat(outcomes).isEqualTo(Map.of(ReplayOutcome.EQUAL, 52));
    }

    @Test
    void aModelWhosePicturesDependOnTheirNeighboursIsFoundOut() throws Exception {
        replayer("other").replay(completed(stripes("moody", 40)));
        replayer("other").replay(completed(dots("moody", 12)));

        assertThat(reports).hasSize(2).allSatisfy(report -> {
            int worst = Arrays.stream(report.levels()).max().orElseThrow();
            assertThat(worst / (double) ReplayReport.MOST_LEVELS)
                    .as("what the alarm looks at")
                    .isGreaterThan(0.01);
        });
        assertThat(outcomes.get(ReplayOutcome.DIFFERENT))
                .as("company changes all 40 stripes, and chance most of 12 dots")
                .isGreaterThan(40);
    }

    @Test
    void nothingIsStoredAndNothingElseIsTold() throws Exception {
        var order = completed(stripes("1", 40));
        var before = storedFiles();

        replayer("other").replay(order);

        assertThat(storedFiles()).isEqualTo(before).hasSize(1);
        assertThat(ordered).isEmpty();
    }

    @Test
    void aStoredPictureThatIsGoneOrTornFailsThatSampleAlone() throws Exception {
        var order = completed(stripes("1", 3));
        var torn = List.of(
                order.samples().get(0),
                new ReplayOrder.Stored(4, order.samples().get(1).offset() + 1, 60),
                order.samples().get(2));

        replayer("other").replay(new ReplayOrder(order.task(), order.artifact(), torn, "maker", NOW));

        assertThat(reports.get(0).indices()).containsExactly(3, 5);
        assertThat(outcomes).isEqualTo(Map.of(ReplayOutcome.EQUAL, 2, ReplayOutcome.FAILED, 1));
        var gone = new ArtifactRef("jobs/none/0-1-1.tar", "", 1, "application/x-tar");
        replayer("other").replay(new ReplayOrder(order.task(), gone, order.samples(), "maker", NOW));
        assertThat(outcomes.get(ReplayOutcome.FAILED)).isEqualTo(4);
        assertThat(reports).as("nothing was found, nothing is said").hasSize(1);
    }

    @Test
    void aSampleThatCannotBeMadeAgainIsCountedAsFailed() throws Exception {
        var order = completed(dots("1", 2));
        var task = order.task();
        var jinxed = Prompts.task(
                "job", new SampleRange(13, 1), new ModelRef("dots", "jinxed"), 4, Priority.BATCH, task.deadline());
        completed(dots("jinxed", 1));

        replayer("other")
                .replay(new ReplayOrder(
                        jinxed, order.artifact(), List.of(new ReplayOrder.Stored(13, 512, 100)), "maker", NOW));

        assertThat(outcomes).isEqualTo(Map.of(ReplayOutcome.FAILED, 1));
    }

    @Test
    void aReplayNeverLoadsAModel() throws Exception {
        var order = completed(stripes("1", 2));
        var unknown = new Task(
                order.task().id(),
                1,
                "job",
                "default",
                new ModelRef("stripes", "slow"),
                order.task().range(),
                42,
                Priority.BATCH,
                NOW,
                NOW);

        replayer("other").replay(new ReplayOrder(unknown, order.artifact(), order.samples(), "maker", NOW));

        assertThat(outcomes).isEqualTo(Map.of(ReplayOutcome.SKIPPED, 2));
        assertThat(networks.loaded()).containsExactly(order.task().model());
    }

    @Test
    void anOrderThatWaitedTooLongIsSkippedAndOneThatIsLateIsNot() throws Exception {
        var order = completed(stripes("1", 2));
        now = NOW.plus(Duration.ofMinutes(10));
        replayer("other").replay(order);
        now = now.plusMillis(1);
        replayer("other").replay(order);

        assertThat(outcomes).isEqualTo(Map.of(ReplayOutcome.EQUAL, 2, ReplayOutcome.SKIPPED, 2));
    }

    @Test
    void anotherWorkerThatHasTheModelIsPreferred() throws Exception {
        var order = completed(stripes("1", 2));

        assertThat(replayer("other").passesOn(order, 1)).isFalse();
        assertThat(replayer("maker").passesOn(order, 1)).isTrue();
        assertThat(replayer("maker").passesOn(order, 2)).isTrue();
        assertThat(replayer("maker").passesOn(order, 3))
                .as("nobody else wanted it")
                .isFalse();
        networks.close();
        assertThat(replayer("other").passesOn(order, 1)).isTrue();
    }

    @Test
    void aStopEndsAReplayAtOnceAndTellsWhatIsKnown() throws Exception {
        var order = completed(dots("slow", 3, 5));
        var replayer = replayer("other");
        var thread = new Thread(() -> {
            try {
                replayer.replay(order);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        await().until(() -> outcomes.containsKey(ReplayOutcome.EQUAL));

        replayer.stop();

        thread.join(5_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(reports).singleElement().satisfies(report -> assertThat(report.indices().length)
                .isBetween(1, 3));
    }

    @Test
    void onlyChosenSamplesAreOrdered() {
        var task = Fixtures.task("job", 0, 1);
        var published = new ArrayList<TaskEvent>();
        var reports = new ReplayOrders(published::add, new ReplayChoice(0), this);

        reports.publish(new TaskEvent.Lost(task, "maker", NOW, 2));

        assertThat(published).hasSize(1);
        assertThat(ordered).isEmpty();
    }

    /** Runs the task, and orders all of its samples once more. */
    private ReplayOrder completed(Task task) throws Exception {
        var runner = new TaskRunner(
                "maker", loop, store, new CanceledJobs(), () -> NOW, System::nanoTime, Fixtures.silent(store));
        new ReplayOrders(event -> {}, new ReplayChoice(1), this).publish(runner.run(task, () -> {}));
        return ordered.remove(0);
    }

    private Replayer replayer(String worker) {
        var orders = new Orders(store, () -> now, System::nanoTime);
        return new Replayer(
                worker,
                loop,
                model -> networks.isReady(new BatchKey(model)),
                store,
                orders,
                this,
                (model, outcome, samples) -> outcomes.merge(outcome, samples, Integer::sum),
                () -> now);
    }

    private List<Path> storedFiles() throws IOException {
        try (var files = Files.walk(dir.resolve("store"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Task stripes(String revision, int count) {
        return Fixtures.task("job", 3, count, new ModelRef("stripes", revision));
    }

    private static Task dots(String revision, int count) {
        return dots(revision, count, 10);
    }

    private static Task dots(String revision, int count, int steps) {
        return Prompts.task(
                "words",
                new SampleRange(3, count),
                new ModelRef("dots", revision),
                steps,
                Priority.INTERACTIVE,
                NOW.plusSeconds(3_600));
    }
}
