package io.vasari.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.cli.UserError;
import io.vasari.contracts.ModelRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobLoadTest {
    private static final ModelRef MODEL = ModelRef.parse("mnist-gan@epoch-200");

    @Test
    void everyJobIsSubmittedOnceAndTheFarmsOwnTimesCount() {
        try (var farm = new FakeFarm("succeeded")) {
            var run = new JobLoad(farm.url(), MODEL, 4).run(5, 16);

            assertThat(farm.submissions())
                    .hasSize(5)
                    .allMatch(body -> body.contains("\"samples\":16"))
                    .doesNotHaveDuplicates();
            assertThat(run.samples()).isEqualTo(80);
            assertThat(run.startedAt()).isEqualTo(FakeFarm.BEGIN.plusSeconds(1));
            assertThat(run.completedAt()).isEqualTo(FakeFarm.BEGIN.plusSeconds(6));
            assertThat(run.imagesPerSecondOnceStarted()).isEqualTo(16);
        }
    }

    @Test
    void samplesBeyondTheLimitOfAJobBecomeSeveralJobs() {
        try (var farm = new FakeFarm("succeeded")) {
            var run = new JobLoad(farm.url(), MODEL, 4).samples(2400);

            assertThat(run.jobs()).isEqualTo(3);
            assertThat(run.samples()).isEqualTo(2400);
        }
    }

    @Test
    void whatEveryJobAsksForIsInEverySubmission() {
        try (var farm = new FakeFarm("succeeded")) {
            new JobLoad(farm.url(), MODEL, Map.of("prompt", "a \"green\" vase", "steps", 20), 4, Duration.ofSeconds(5))
                    .run(2, 1);

            assertThat(farm.submissions())
                    .hasSize(2)
                    .allMatch(body -> body.contains("\"steps\":20") && body.contains("\"a \\\"green\\\" vase\""));
        }
    }

    @Test
    void interactiveJobsAreSubmittedBesideTheBatchJobAndMeasuredFromTheirPlannedMoment() {
        try (var farm = new FakeFarm("succeeded")) {
            var arrivals = List.of(Duration.ofMillis(20), Duration.ofMillis(200));
            var before = Instant.now();
            var outcome = new MixedJobs(
                            farm.url(), MODEL, Map.of("steps", 50), Map.of("steps", 20), Duration.ofSeconds(5))
                    .run(7, arrivals);

            assertThat(farm.submissions().get(0))
                    .contains("\"samples\":7", "\"steps\":50")
                    .doesNotContain("priority");
            assertThat(farm.submissions().subList(1, 3))
                    .allMatch(body -> body.contains("\"samples\":1")
                            && body.contains("\"steps\":20")
                            && body.contains("\"priority\":\"interactive\""));
            var start = FakeFarm.BEGIN.plusSeconds(4).minus(outcome.took());
            assertThat(start).isBetween(before, Instant.now());
            assertThat(outcome.latencies())
                    .containsExactly(
                            Duration.between(start.plusMillis(20), FakeFarm.BEGIN.plusSeconds(3)),
                            Duration.between(start.plusMillis(200), FakeFarm.BEGIN.plusSeconds(4)));
        }
    }

    @Test
    void aJobThatFailsVoidsTheFigures() {
        try (var farm = new FakeFarm("partial")) {
            var load = new JobLoad(farm.url(), MODEL, 4);

            assertThatThrownBy(() -> load.run(3, 1))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("ended as partial");
        }
    }

    @Test
    void latencyIsTakenPerJobAndSorted() {
        try (var farm = new FakeFarm("succeeded")) {
            double[] millis = new Latency(farm.url(), MODEL).measure(4);

            assertThat(millis).hasSize(4).isSorted();
            assertThat(millis[0]).isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void quantileIsTheSmallestValueThatTheShareDoesNotExceed() {
        double[] ascending = {1, 2, 3, 4};

        assertThat(Latency.quantile(ascending, 0.5)).isEqualTo(2);
        assertThat(Latency.quantile(ascending, 0.51)).isEqualTo(3);
        assertThat(Latency.quantile(ascending, 1)).isEqualTo(4);
    }
}
