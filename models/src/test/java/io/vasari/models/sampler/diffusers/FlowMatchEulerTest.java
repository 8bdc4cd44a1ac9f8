package io.vasari.models.sampler.diffusers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.Schedule;
import io.vasari.models.sampler.SchedulerClass;
import io.vasari.models.sampler.StepOptions;
import io.vasari.models.sampler.Trajectory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowMatchEulerTest {

    @Test
    void sigmasFallFromOneToTheFirstTrainingStep() {
        Schedule schedule = sampler(Map.of()).schedule(4);
        assertThat(schedule.sigmas()).usingComparatorWithPrecision(1e-6f).containsExactly(1, 0.667f, 0.334f, 0.001f, 0);
        assertThat(schedule.timesteps()).usingComparatorWithPrecision(1e-3f).containsExactly(1000, 667, 334, 1);
    }

    /** The lower end is shifted before it is spaced, and again with the others. */
    @Test
    void shiftKeepsMoreNoise() {
        float[] sigmas =
                sampler(Map.of("shift", DoubleNode.valueOf(3))).schedule(3).sigmas();
        double least = 0.003 / 1.002;
        double middle = (1 + least) / 2;
        assertThat(sigmas)
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(1, (float) (3 * middle / (1 + 2 * middle)), (float) (3 * least / (1 + 2 * least)), 0);
    }

    @Test
    void terminalIsReachedByStretching() {
        float[] sigmas = sampler(Map.of("shift_terminal", DoubleNode.valueOf(0.1)))
                .schedule(5)
                .sigmas();
        assertThat(sigmas[0]).isEqualTo(1);
        assertThat(sigmas[4]).isEqualTo(0.1f);
    }

    @Test
    void trueVelocityLeadsFromNoiseToTheSample() {
        for (boolean inverted : new boolean[] {false, true}) {
            Sampler sampler = sampler(Map.of("invert_sigmas", BooleanNode.valueOf(inverted)));
            float[] noise = {1, -2};
            float[] clean = {0.5f, 0.25f};
            float sign = inverted ? -1 : 1;
            float[] velocity = {sign * (noise[0] - clean[0]), sign * (noise[1] - clean[1])};
            Trajectory trajectory = sampler.start(sampler.schedule(7), noise, StepOptions.DEFAULT);
            while (!trajectory.finished()) {
                trajectory.advance(velocity, (draw, target) -> {});
                assertThat(trajectory.predictedOriginal())
                        .usingComparatorWithPrecision(1e-5f)
                        .containsExactly(clean);
            }
            assertThat(trajectory.latents()).usingComparatorWithPrecision(1e-5f).containsExactly(clean);
        }
    }

    private static Sampler sampler(Map<String, JsonNode> given) {
        return DiffusersSamplers.of(new SamplerConfig(SchedulerClass.FLOW_MATCH_EULER, given));
    }
}
