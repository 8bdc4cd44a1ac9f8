package io.vasari.benchmarks.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.models.DiffusionRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StaticRunTest {
    private final StepsModel model = new StepsModel();

    @Test
    void whoComesWhileABatchRunsWaitsForItsEndAndForTheNextOne() {
        var result = run(new MixedLoad(3, 5, 2, List.of(Duration.ofSeconds(1))), 2);

        // Two of the job until 5 s, then the third of the job and the one who waits until 10 s.
        assertThat(model.passes()).containsExactly(2, 2, 2, 2, 2, 2, 2, 1, 1, 1);
        assertThat(result.together().millis()).containsExactly(9_000);
        assertThat(result.together().seconds()).isEqualTo(10);
        assertThat(model.open()).isZero();
    }

    @Test
    void givenAwayByItselfASampleDoesNotWaitForItsBatch() {
        var result = run(new MixedLoad(3, 5, 2, List.of(Duration.ofSeconds(1))), 2);

        assertThat(result.each().millis()).containsExactly(6_000);
        assertThat(result.each().seconds()).isEqualTo(10);
    }

    @Test
    void withoutAJobItSleepsUntilSomebodyComes() {
        var load = new MixedLoad(0, 5, 2, List.of(Duration.ofSeconds(4), Duration.ofMillis(4_500)));

        var result = run(load, 2).together();

        assertThat(result.millis()).containsExactly(2_000, 3_500);
        assertThat(result.quantile(0.5)).isEqualTo(2_000);
        assertThat(result.stepsPerSecond(load)).isEqualTo(4 / 8.0);
    }

    private StaticResult run(MixedLoad load, int seats) {
        return new StaticRun(
                        model, request(load.batchSteps()), request(load.interactiveSteps()), model::nanos, model::sleep)
                .run(load, seats);
    }

    private static DiffusionRequest request(int steps) {
        return new DiffusionRequest("", "", 1, steps, Optional.empty(), 1, 1, Optional.empty());
    }
}
