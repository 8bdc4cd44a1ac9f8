package io.vasari.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.worker.batch.BatchKey;
import io.vasari.worker.batch.Format;
import io.vasari.worker.config.WorkerIdentity;
import io.vasari.worker.replay.ReplayOutcome;
import io.vasari.worker.task.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerMetricsTest {
    private static final Task TASK = Fixtures.task("job", 0, 5);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final WorkerMetrics metrics = new WorkerMetrics(registry, new WorkerIdentity("w", "p", Fixtures.NOW));

    @Test
    void everyOutcomeIsCountedOnceUnderItsName() {
        var outcomes = List.of(
                new TaskEvent.Failed(TASK, "w", Fixtures.NOW, new Failure(FailureCode.STORE_FULL, "full")),
                new TaskEvent.Lost(TASK, "w", Fixtures.NOW, 2),
                new TaskEvent.Canceled(TASK, "w", Fixtures.NOW),
                new TaskEvent.Canceled(TASK, "w", Fixtures.NOW));

        outcomes.forEach(outcome -> metrics.ended(outcome, Duration.ofMillis(3)));

        assertThat(count("failed")).isEqualTo(1);
        assertThat(count("lost")).isEqualTo(1);
        assertThat(count("canceled")).isEqualTo(2);
        assertThat(registry.get("vasari.task.duration").timer().count()).isEqualTo(4);
    }

    @Test
    void passesTellSizeAndSamples() {
        metrics.painted(new BatchKey(TASK.model()), 64, 2_000_000);
        metrics.painted(new BatchKey(TASK.model()), 3, 2_000_000);

        assertThat(registry.get("vasari.samples.generated").counter().count()).isEqualTo(67);
        assertThat(registry.get("vasari.batch.size").summary().max()).isEqualTo(64);
    }

    @Test
    void stepsTellFillCapAndWhatIsOnItsWay() {
        var key = new BatchKey(TASK.model(), Optional.of(new Format(32, 32)));
        var wide = new BatchKey(TASK.model(), Optional.of(new Format(64, 32)));
        metrics.inFlight(key, 9);
        metrics.inFlight(wide, 2);
        metrics.stepped(key, 8, 8, 3_000_000);
        metrics.stepped(key, 4, 16, 3_000_000);
        metrics.finished(key, 3);

        assertThat(registry.get("vasari.steps").counter().count()).isEqualTo(12);
        assertThat(registry.get("vasari.batch.fill.ratio").summary().mean()).isEqualTo(0.625);
        assertThat(registry.get("vasari.batch.cap").gauge().value()).isEqualTo(16);
        assertThat(registry.get("vasari.samples.generated").counter().count()).isEqualTo(3);
        assertThat(registry.get("vasari.step.duration").timer().count()).isEqualTo(2);
        assertThat(registry.get("vasari.samples.in.flight").gauge().value()).isEqualTo(11);

        metrics.inFlight(key, 0);
        assertThat(registry.get("vasari.samples.in.flight").gauge().value()).isEqualTo(2);
    }

    @Test
    void replaysAreCountedByOutcomeAndNotAsSamplesOrTasks() {
        var key = new BatchKey(TASK.model()).byItself();
        metrics.painted(key, 1, 2_000_000);
        metrics.inFlight(key, 1);
        metrics.stepped(key, 1, 1, 2_000_000);
        metrics.finished(key, 1);
        metrics.replayed(TASK.model(), ReplayOutcome.EQUAL, 1);
        metrics.replayed(TASK.model(), ReplayOutcome.SKIPPED, 7);

        assertThat(registry.get("vasari.replays")
                        .tags("model", "paper", "outcome", "equal")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("vasari.replays")
                        .tags("model", "paper", "outcome", "skipped")
                        .counter()
                        .count())
                .isEqualTo(7);
        assertThat(registry.find("vasari.samples.generated").counters()).isEmpty();
        assertThat(registry.find("vasari.steps").counters()).isEmpty();
    }

    @Test
    void residentMemoryIsThatOfTheProcess() {
        assertThat(ResidentMemory.parse("VmRSS:\t  123456 kB")).isEqualTo(126_418_944.0);
        assertThat(registry.get("vasari.process.resident.memory.bytes").gauge().value())
                .isGreaterThan(10_000_000);
    }

    private double count(String outcome) {
        return registry.get("vasari.tasks")
                .tags("pool", "p", "model", "paper", "outcome", outcome)
                .counter()
                .count();
    }
}
