package io.vasari.worker.task;

import static io.vasari.worker.task.Fixtures.NOW;
import static io.vasari.worker.task.Fixtures.UNOBSERVED;
import static io.vasari.worker.task.Fixtures.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.artifacts.FileStore;
import io.vasari.contracts.Json;
import io.vasari.contracts.TaskEvent;
import io.vasari.worker.batch.DeviceLoop;
import io.vasari.worker.batch.PaperDevice;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class SlotTest {
    @TempDir
    Path dir;

    private final PaperDevice device = new PaperDevice(64);
    private final DeviceLoop loop = new DeviceLoop(device, 1, () -> {}, System::nanoTime, UNOBSERVED).start();
    private final Fixtures.Outcomes outcomes = new Fixtures.Outcomes();
    private final Fixtures.Counts counts = new Fixtures.Counts();
    private final List<String> trace = new ArrayList<>();
    private final Deque<Letter> unasked = new ArrayDeque<>();

    @AfterEach
    void stop() throws InterruptedException {
        loop.close();
    }

    @Test
    void itStoresThenPublishesThenSettles() {
        run(
                event -> trace.add("published, stored "
                        + dir.resolve("jobs/a/0-3-1.tar").toFile().exists()),
                new Letter(Json.write(task("a", 0, 3)), 1));

        assertThat(trace).containsExactly("published, stored true", "settled ACCEPT");
    }

    @Test
    void aSecondDeliveryIsReportedAsLostAndNeverRun() {
        run(outcomes, new Letter(Json.write(task("a", 0, 3)), 2));

        assertThat(outcomes.of(task("a", 0, 3))).isEqualTo(new TaskEvent.Lost(task("a", 0, 3), "w", NOW, 2));
        assertThat(device.batches()).isEmpty();
        assertThat(trace).containsExactly("settled ACCEPT");
    }

    @Test
    void garbageIsRejectedAndTheNextTaskRuns() {
        run(
                outcomes,
                new Letter("{".getBytes(), 1),
                new Letter("{}".getBytes(), 1),
                new Letter("[1]".getBytes(), 1),
                new Letter(new byte[0], 1),
                new Letter(null, 1),
                new Letter("{\"id\":\"a/0-0\",\"range\":{\"first\":0,\"count\":0}}".getBytes(), 1),
                new Letter(Json.write(task("a", 0, 3)), 1));

        assertThat(trace).containsOnly("settled REJECT", "settled ACCEPT").hasSize(7);
        assertThat(counts.rejected).hasValue(6);
        assertThat(outcomes.of(task("a", 0, 3))).isInstanceOf(TaskEvent.Completed.class);
    }

    @Test
    void aFailureIsAnEventToo() {
        device.poison(1);

        run(outcomes, new Letter(Json.write(task("a", 0, 3)), 1));

        assertThat(outcomes.of(task("a", 0, 3))).isInstanceOf(TaskEvent.Failed.class);
        assertThat(trace).containsExactly("settled ACCEPT");
    }

    @Test
    void anOutcomeThatCannotBePublishedGoesBack() {
        run(
                event -> {
                    throw new TaskReports.ReportException("no broker", null);
                },
                new Letter(Json.write(task("a", 0, 3)), 1));

        assertThat(trace).containsExactly("settled RELEASE");
    }

    @Test
    void aBrokenConnectionIsReplaced() {
        run(
                outcomes,
                new Letter(Json.write(task("a", 0, 3)), 1),
                Letter.BROKEN,
                Letter.BROKEN,
                new Letter(Json.write(task("b", 0, 3)), 1));

        assertThat(outcomes.tasks()).isEqualTo(2);
        assertThat(counts.failures).hasValue(2);
        assertThat(counts.ended).hasValue(2);
    }

    @Test
    void whatCameUnaskedIsRunBeforeLeaving() {
        unasked.add(new Letter(Json.write(task("b", 0, 3)), 1));

        run(outcomes, new Letter(Json.write(task("a", 0, 3)), 1));

        assertThat(unasked).isEmpty();
        assertThat(outcomes.of(task("b", 0, 3))).isInstanceOf(TaskEvent.Completed.class);
        assertThat(trace).containsExactly("settled ACCEPT", "settled ACCEPT");
    }

    /** Runs a slot until it has taken all letters, and drains it. */
    private void run(TaskReports reports, Letter... letters) {
        var queue = new ArrayDeque<>(List.of(letters));
        var slot = new Slot[1];
        TaskSource.Factory sources = name -> new Mailbox(queue, unasked, () -> slot[0].drain());
        var store = FileStore.open(dir);
        var runner = new TaskRunner(
                "w", loop, store, new CanceledJobs(), () -> NOW, System::nanoTime, Fixtures.silent(store));
        slot[0] = new Slot("s", "w", sources, runner, reports, counts, () -> NOW);
        slot[0].run();
        assertThat(queue).isEmpty();
    }

    /** What is in a delivery. */
    private record Letter(byte[] value, int deliveryCount) {
        static final Letter BROKEN = new Letter(null, -1);
    }

    private final class Mailbox implements TaskSource {
        private final Deque<Letter> letters;
        private final Deque<Letter> unasked;
        private final Runnable onEmpty;

        Mailbox(Deque<Letter> letters, Deque<Letter> unasked, Runnable onEmpty) {
            this.letters = letters;
            this.unasked = unasked;
            this.onEmpty = onEmpty;
        }

        @Override
        public Optional<Delivery> next() {
            if (letters.isEmpty()) {
                onEmpty.run();
                return Optional.empty();
            }
            var letter = letters.poll();
            if (letter == Letter.BROKEN) {
                throw new IllegalStateException("broken");
            }
            return Optional.of(new Envelope(letter));
        }

        @Override
        public Optional<Delivery> held() {
            return Optional.ofNullable(unasked.poll()).map(Envelope::new);
        }

        @Override
        public void wakeup() {}

        @Override
        public void close() {}
    }

    private final class Envelope implements Delivery {
        private final Letter letter;

        Envelope(Letter letter) {
            this.letter = letter;
        }

        @Override
        public byte[] value() {
            return letter.value();
        }

        @Override
        public int deliveryCount() {
            return letter.deliveryCount();
        }

        @Override
        public String position() {
            return "here";
        }

        @Override
        public void settle(Settlement settlement) {
            trace.add("settled " + settlement);
        }

        @Override
        public void keep() {}
    }
}
