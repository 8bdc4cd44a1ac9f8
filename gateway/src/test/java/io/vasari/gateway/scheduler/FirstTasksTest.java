package io.vasari.gateway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.ModelRef;
import org.junit.jupiter.api.Test;

/** Tasks of models of which nothing was measured. */
class FirstTasksTest {
    private static final ModelRef MODEL = new ModelRef("unseen", "1");
    private static final int SLOTS = 2;
    private static final int LEFT = 1000;

    private final WorkEstimate estimate = new WorkEstimate(SchedulerLimits.DEFAULT.sizing());
    private final TaskSizing sizing = new TaskSizing(SchedulerLimits.DEFAULT.sizing(), estimate);

    @Test
    void singlePassModelsBeginWithTheFirstGuess() {
        assertThat(sizing.next(new Workload(MODEL, 1, 1), LEFT, SLOTS))
                .isEqualTo(SchedulerLimits.DEFAULT.sizing().firstGuess());
    }

    @Test
    void theMorePassesASampleTakesTheFewerSamplesAreInATask() {
        assertThat(sizing.next(new Workload(MODEL, 8, 1), LEFT, SLOTS)).isEqualTo(8);
        assertThat(sizing.next(new Workload(MODEL, 40, 1), LEFT, SLOTS)).isEqualTo(1);
        assertThat(sizing.next(new Workload(MODEL, 2000, 1), LEFT, SLOTS)).isEqualTo(1);
    }

    @Test
    void whatOneMeasurementTellsSizesTheNext() {
        var work = new Workload(MODEL, 40, 1);
        estimate.learn(work, 1, 90);

        assertThat(sizing.next(work, LEFT, SLOTS)).isEqualTo(16);
    }
}
