package io.vasari.gateway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vasari.contracts.ModelRef;
import org.junit.jupiter.api.Test;

class WorkEstimateTest {
    private static final ModelRef REF = new ModelRef("m", "1");
    private static final Workload MODEL = new Workload(REF, 1, 1);

    private final SchedulerLimits.Sizing sizing = SchedulerLimits.DEFAULT.sizing();
    private final WorkEstimate estimate = new WorkEstimate(sizing);

    @Test
    void theFirstGuessOfAnUnknownModelTakesTheTarget() {
        assertThat(estimate.millis(MODEL, sizing.firstGuess()))
                .isEqualTo(sizing.target().toMillis());
    }

    @Test
    void largerTasksAreScaledUpFromSmallerOnes() {
        estimate.learn(MODEL, 64, 64);
        assertThat(estimate.millis(MODEL, 1024)).isEqualTo(1024);
    }

    @Test
    void smallerTasksAreBoundByLargerOnes() {
        estimate.learn(MODEL, 1024, 100);
        assertThat(estimate.millis(MODEL, 1)).isEqualTo(100);
        estimate.learn(MODEL, 1, 5);
        assertThat(estimate.millis(MODEL, 1)).isEqualTo(5);
        assertThat(estimate.millis(MODEL, 512)).as("not 512 times 5").isEqualTo(100);
    }

    @Test
    void theMeanFollowsAChangeOfSpeed() {
        estimate.learn(MODEL, 64, 1000);
        for (int i = 0; i < 20; i++) {
            estimate.learn(MODEL, 64, 100);
        }
        assertThat(estimate.millis(MODEL, 64)).isCloseTo(100, within(2.0));
    }

    @Test
    void aSmallJobIsNotCutToPiecesWhileItsCostIsMostlyFixed() {
        var sizes = new TaskSizing(sizing, estimate);
        estimate.learn(MODEL, 1, 150);
        for (int size = sizes.next(MODEL, 16, 16); size < 16; size = sizes.next(MODEL, 16, 16)) {
            assertThat(size).as("grows with every measurement").isGreaterThan(1);
            estimate.learn(MODEL, size, 150 + size);
        }
    }

    @Test
    void aSlowModelGetsTasksOfOneSample() {
        estimate.learn(MODEL, 1, 60_000);
        assertThat(new TaskSizing(sizing, estimate).next(MODEL, 1000, 4)).isEqualTo(1);
    }

    @Test
    void tasksNeverExceedTheLimit() {
        estimate.learn(MODEL, 1024, 1);
        assertThat(new TaskSizing(sizing, estimate).next(MODEL, 1_000_000, 1)).isEqualTo(1024);
    }

    @Test
    void jobsOfOtherStepsAndSizesAreMeasuredApart() {
        var draft = new Workload(REF, 10, 1024);
        var fine = new Workload(REF, 100, 1024);
        estimate.learn(draft, 1, 100);
        estimate.learn(fine, 1, 3000);

        assertThat(estimate.millis(draft, 1)).isEqualTo(100);
        assertThat(estimate.millis(fine, 1)).isEqualTo(3000);
        assertThat(new TaskSizing(sizing, estimate).next(draft, 1000, 4))
                .isGreaterThan(new TaskSizing(sizing, estimate).next(fine, 1000, 4));
    }

    @Test
    void anUnmeasuredWorkloadIsEstimatedFromTheMostSimilarOne() {
        estimate.learn(new Workload(REF, 10, 1024), 4, 100);
        estimate.learn(new Workload(REF, 100, 4096), 4, 5000);

        assertThat(estimate.millis(new Workload(REF, 20, 1024), 4)).isEqualTo(200);
        assertThat(estimate.millis(new Workload(REF, 50, 4096), 4)).isEqualTo(2500);
        assertThat(estimate.singleMillis(new Workload(REF, 20, 1024))).isEqualTo(50);
        assertThat(estimate.knows(new Workload(new ModelRef("other", "1"), 10, 1024)))
                .isFalse();
    }

    @Test
    void theWorkloadMeasuredLongestAgoIsForgotten() {
        var means = new WorkloadMeans();
        for (int passes = 1; passes <= WorkloadMeans.CAPACITY; passes++) {
            means.latest(new Workload(REF, passes, 1));
        }
        means.latest(new Workload(REF, 1, 1));
        means.latest(new Workload(REF, 1000, 1));

        assertThat(means.similarTo(new Workload(REF, 1, 1)).getKey().passes()).isEqualTo(1);
        assertThat(means.similarTo(new Workload(REF, 2, 1)).getKey().passes()).isNotEqualTo(2);
    }
}
