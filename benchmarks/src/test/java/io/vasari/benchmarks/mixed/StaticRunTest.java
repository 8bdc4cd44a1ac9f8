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
        var load = new MixedLoad(3, 5, 2, List.of(Duration.ofSeconds(1)));

        var result = run(load, 2, Release.TOGETHER);

        // Two of the job until 5 s, then the third of the job and the one who waits until 10 s.
        assertThat(model.passes()).containsExactly(2, 2, 2, 2, 2, 2, 2, 1, 1, 1);
        assertThat(result.millis()).containsExactly(9_000);
        assertThat(result.seconds()).isEqualTo(10);
        assertThat(model.open()).isZero();
    }

    @Test
    void releasedByItselfASampleDoesNotWaitForItsBatch() {
        var load = new MixedLoad(3, 5, 2, List.of(Duration.ofSeconds(1)));

        var result = run(load, 2, Release.EACH);

        assertThat(result.millis()).containsExactly(6_000);
        assertThat(result.seconds()).isEqualTo(10);
    }

    @Test
    void withoutAJobItSleepsUntilSomebodyComes() {
        var load = new MixedLoad(0, 5, 2, List.of(Duration.ofSeconds(4), Duration.ofMillis(4_500)));

        var result = run(load, 2, Release.TOGETHER);

        assertThat(result.millis()).containsExactly(2_000, 3_500);
        assertThat(result.quantile(0.5)).isEqualTo(2_000);
        assertThat(result.stepsPerSecond(load)).isEqualTo(4 / 8.0);
    }

    private MixedResult run(MixedLoad load, int seats, Release release) {
        return new StaticRun(
                        model,
                        request(load.batchSteps()),
                        request(load.interactiveSteps()),
                        release,
                        model::nanos,
                        model::sleep)
                .run(load, seats);
    }

    private static DiffusionRequest request(int steps) {
        return new DiffusionRequest("", "", 1, steps, Optional.empty(), 1, 1, Optional.empty());
    }
}
