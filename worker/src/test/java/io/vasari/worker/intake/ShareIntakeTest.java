package io.vasari.worker.intake;

import static io.vasari.worker.intake.Farm.SOON;
import static io.vasari.worker.task.Fixtures.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vasari.contracts.TaskEvent;
import io.vasari.worker.batch.PaperDevice;
import io.vasari.worker.task.Fixtures.Outcomes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Slots against a real broker. Every test has a pool of its own. */
@Timeout(120)
class ShareIntakeTest {
    private static final Duration LOCK = Duration.ofSeconds(30);

    @TempDir
    static Path dir;

    private static Farm farm;

    private final Outcomes outcomes = new Outcomes();

    @BeforeAll
    static void start() {
        farm = new Farm(dir);
    }

    @AfterAll
    static void stop() {
        farm.close();
    }

    @Test
    void tasksWrittenBeforeAnyWorkerStartedAreRunOnceAndSettled() throws Exception {
        farm.provision("early", LOCK);
        var tasks =
                IntStream.range(0, 40).mapToObj(i -> task("early", i * 10, 10)).toList();
        tasks.forEach(task -> farm.send("early", task));

        try (var worker = farm.worker("w1", "early", 4, new PaperDevice(64), outcomes)) {
            await().atMost(SOON).until(() -> farm.lag("early") == 0);
            assertThat(worker.intake.refused).hasValue(0);
        }

        assertThat(outcomes.published()).isEqualTo(40);
        assertThat(tasks).allSatisfy(task -> assertThat(outcomes.of(task)).isInstanceOf(TaskEvent.Completed.class));
    }

    @Test
    void aWorkerThatComesBeforeItsTopicTakesTasksOnceThereIsOne() throws Exception {
        var task = task("late", 0, 3);
        try (var worker = farm.worker("w1", "late", 2, new PaperDevice(64), outcomes)) {
            farm.provision("late", LOCK);
            farm.send("late", task);

            await().atMost(SOON).until(() -> outcomes.of(task) != null);
            assertThat(worker.counts.ended.get()).isEqualTo(1);
        }
    }

    @Test
    void aDeliveryThatADeadWorkerHeldIsReportedAsLost() throws Exception {
        farm.provision("dead", Duration.ofMinutes(10));
        var task = task("dead", 0, 3);
        farm.send("dead", task);
        takeAndDie("dead");

        try (var worker = farm.worker("w1", "dead", 2, new PaperDevice(64), outcomes)) {
            await().atMost(SOON).until(() -> outcomes.of(task) != null);
            await().atMost(SOON).until(() -> farm.lag("dead") == 0);
            assertThat(worker.counts.ended.get()).isEqualTo(1);
        }

        assertThat(outcomes.of(task)).isInstanceOfSatisfying(TaskEvent.Lost.class, lost -> {
            assertThat(lost.deliveryCount()).isEqualTo(2);
            assertThat(lost.worker()).isEqualTo("w1");
        });
    }

    @Test
    void aDrainFinishesAndSettlesWhatIsAtHandAndTakesNoMore() throws Exception {
        farm.provision("drain", LOCK);
        var go = new CountDownLatch(1);
        var device = new PaperDevice(64).beforeBatch(batch -> awaitQuietly(go));
        var worker = farm.worker("w1", "drain", 2, device, outcomes);
        for (int i = 0; i < 5; i++) {
            farm.send("drain", task("drain", i, 1));
        }
        worker.awaitBusy(2);

        var drained = new boolean[1];
        var drain = new Thread(() -> drained[0] = worker.drain());
        drain.start();
        await("the slots know that they are to stop")
                .atMost(SOON)
                .until(() -> drain.getState() == Thread.State.TIMED_WAITING);
        go.countDown();
        drain.join();

        assertThat(drained[0]).isTrue();
        assertThat(outcomes.published()).isEqualTo(2);
        try (var other = farm.worker("w2", "drain", 1, new PaperDevice(64), outcomes)) {
            await().atMost(SOON).until(() -> outcomes.published() == 5);
            await().atMost(SOON).until(() -> farm.lag("drain") == 0);
            assertThat(other.counts.ended.get()).isEqualTo(3);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(outcomes.of(task("drain", i, 1)))
                    .as("redelivered nothing")
                    .isInstanceOf(TaskEvent.Completed.class);
        }
    }

    @Test
    void anIdleWorkerLeavesAndTakesNothingWithIt() throws Exception {
        farm.provision("leaving", LOCK);
        var worker = farm.worker("w1", "leaving", 4, new PaperDevice(64), outcomes);
        for (int i = 0; i < 4; i++) {
            farm.send("leaving", task("leaving", i, 1));
        }
        await("all are made").atMost(SOON).until(() -> outcomes.published() == 4);
        worker.awaitBusy(0);

        assertThat(worker.drain()).isTrue();
        for (int i = 4; i < 12; i++) {
            farm.send("leaving", task("leaving", i, 1));
        }

        try (var other = farm.worker("w2", "leaving", 1, new PaperDevice(64), outcomes)) {
            await().atMost(SOON).until(() -> outcomes.published() == 12);
            assertThat(other.counts.ended.get()).isEqualTo(8);
        }
        for (int i = 0; i < 12; i++) {
            assertThat(outcomes.of(task("leaving", i, 1)))
                    .as("nothing was delivered twice")
                    .isInstanceOf(TaskEvent.Completed.class);
        }
    }

    @Test
    void garbageIsGivenUpAtOnce() throws Exception {
        farm.provision("garbage", LOCK);
        farm.send("garbage", "not a task".getBytes());
        farm.send("garbage", task("good", 0, 2));

        try (var worker = farm.worker("w1", "garbage", 1, new PaperDevice(64), outcomes)) {
            await().atMost(SOON).until(() -> farm.lag("garbage") == 0);
            assertThat(worker.counts.rejected).hasValue(1);
        }
        assertThat(outcomes.tasks()).isEqualTo(1);
    }

    @Test
    void aBrokerThatRestartsInMidTaskLosesNothing() throws Exception {
        farm.provision("restart", LOCK);
        var go = new CountDownLatch(1);
        var device = new PaperDevice(64).beforeBatch(batch -> awaitQuietly(go));
        try (var worker = farm.worker("w1", "restart", 2, device, outcomes)) {
            for (int i = 0; i < 6; i++) {
                farm.send("restart", task("restart", i, 1));
            }
            worker.awaitBusy(2);

            farm.stopBroker();
            go.countDown();
            farm.startBroker();

            await().atMost(SOON).until(() -> farm.lag("restart") == 0);
        }
        for (int i = 0; i < 6; i++) {
            assertThat(outcomes.of(task("restart", i, 1))).isNotNull();
        }
    }

    /** As kill -9 does it: the connection is gone, and nobody said goodbye. */
    private void takeAndDie(String pool) throws Exception {
        var settings = ShareSettings.of(farm.servers(), Farm.queue(pool));
        var consumer = new KafkaShareConsumer<String, byte[]>(settings.consumer("doomed"));
        consumer.subscribe(List.of(settings.topic()));
        await().atMost(SOON).until(() -> !consumer.poll(Duration.ofSeconds(1)).isEmpty());
        consumer.close(Duration.ZERO);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
