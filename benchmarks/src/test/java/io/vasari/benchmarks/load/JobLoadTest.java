package io.vasari.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.cli.UserError;
import io.vasari.contracts.ModelRef;
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
