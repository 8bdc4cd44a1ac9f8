package io.vasari.models.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vasari.models.sampler.diffusers.DiffusersSamplers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrajectoryTest {

    private static final Noise NOISE = (draw, target) -> {
        for (int i = 0; i < target.length; i++) {
            target[i] = (float) Math.sin(17 * draw + 3 * i + 1);
        }
    };

    @ParameterizedTest
    @EnumSource(SchedulerClass.class)
    void copyGoesOnLikeTheOneItWasTakenFrom(SchedulerClass scheduler) {
        Trajectory one = start(scheduler, 8);
        for (int taken = 0; !one.finished(); taken++) {
            Trajectory copy = one.copy();
            Trajectory other = one.copy();
            other.advance(new float[] {9, 9, 9}, NOISE);
            assertThat(copy.step()).isEqualTo(taken);
            run(copy);
            Trajectory straight = start(scheduler, 8);
            run(straight);
            assertThat(copy.latents()).as("from call " + taken).isEqualTo(straight.latents());
            one.advance(output(one), NOISE);
        }
    }

    @ParameterizedTest
    @CsvSource({"trailing, 3", "linspace, 4"})
    void ancestralStepsStayNumbersWhereNoiseFallsSteeply(String spacing, int steps) {
        var config = new SamplerConfig(
                SchedulerClass.EULER_ANCESTRAL,
                Map.of(
                        "beta_schedule", new TextNode("squaredcos_cap_v2"),
                        "timestep_spacing", new TextNode(spacing)));
        Sampler sampler = DiffusersSamplers.of(config);
        Trajectory trajectory = sampler.start(sampler.schedule(steps), new float[] {0.5f, -1, 2}, StepOptions.DEFAULT);
        run(trajectory);
        for (float value : trajectory.latents()) {
            assertThat(value).isFinite();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PNDM, 5, 14, 0",
        "DDIM, 5, 5, 0",
        "DDPM, 5, 5, 4",
        "LCM, 5, 5, 4",
        "EULER, 5, 5, 0",
        "EULER_ANCESTRAL, 5, 5, 5",
        "HEUN, 5, 9, 0",
        "DPM_SOLVER, 5, 5, 0",
        "UNIPC, 5, 5, 0",
        "FLOW_MATCH_EULER, 5, 5, 0"
    })
    void callsAndDrawsAreThoseOfTheScheduler(SchedulerClass scheduler, int steps, int calls, int draws) {
        List<Integer> drawn = new ArrayList<>();
        Trajectory trajectory = start(scheduler, steps);
        while (!trajectory.finished()) {
            trajectory.advance(output(trajectory), (draw, target) -> drawn.add(draw));
        }
        assertThat(trajectory.step()).isEqualTo(trajectory.steps()).isEqualTo(calls);
        assertThat(drawn)
                .isEqualTo(java.util.stream.IntStream.range(0, draws).boxed().toList());
    }

    @Test
    void ddimDrawsAtEveryStepIfEtaSaysSo() {
        List<Integer> drawn = new ArrayList<>();
        Sampler sampler = sampler(SchedulerClass.DDIM);
        Trajectory trajectory =
                sampler.start(sampler.schedule(3), new float[] {1, 2, 3}, StepOptions.DEFAULT.withEta(1));
        while (!trajectory.finished()) {
            trajectory.advance(output(trajectory), (draw, target) -> drawn.add(draw));
        }
        assertThat(drawn).containsExactly(0, 1, 2);
    }

    @Test
    void churnDrawsNoiseInEuler() {
        Sampler sampler = sampler(SchedulerClass.EULER);
        StepOptions churned = new StepOptions(0, false, 2, 0.5, 5, 1);
        Trajectory trajectory = sampler.start(sampler.schedule(10), new float[] {1, 2, 3}, churned);
        List<Integer> drawn = new ArrayList<>();
        while (!trajectory.finished()) {
            trajectory.advance(output(trajectory), (draw, target) -> drawn.add(draw));
        }
        assertThat(drawn).hasSizeBetween(1, 9);
    }

    @Test
    void learnedRangeLiesBetweenSmallAndLargeVariance() {
        float[] small = ddpmStep("fixed_small", new float[] {0.1f, 0.2f, 0.3f});
        float[] large = ddpmStep("fixed_large", new float[] {0.1f, 0.2f, 0.3f});
        assertThat(ddpmStep("learned_range", new float[] {0.1f, 0.2f, 0.3f, -1, -1, -1}))
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(small);
        assertThat(ddpmStep("learned_range", new float[] {0.1f, 0.2f, 0.3f, 1, 1, 1}))
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(large);
        assertThat(large).isNotEqualTo(small);
        assertThatThrownBy(() -> ddpmStep("learned", new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6");
    }

    @Test
    void strengthIsTheShareOfTheStepsThatAreTaken() {
        Schedule euler = sampler(SchedulerClass.EULER).schedule(10);
        assertThat(euler.startIndex(1)).isZero();
        assertThat(euler.startIndex(0.6)).isEqualTo(4);
        assertThat(euler.startIndex(0.55)).isEqualTo(5);
        assertThat(euler.startIndex(0)).isEqualTo(euler.calls());
        assertThat(sampler(SchedulerClass.HEUN).schedule(10).startIndex(0.6)).isEqualTo(8);
        assertThatThrownBy(() -> euler.startIndex(1.1)).hasMessageContaining("strength is 1.1");
    }

    @Test
    void imageToImageWithoutStrengthGivesTheImageBack() {
        Sampler sampler = sampler(SchedulerClass.DDIM);
        Schedule schedule = sampler.schedule(4);
        float[] clean = {1, 2, 3};
        Trajectory trajectory =
                sampler.startFrom(schedule, schedule.startIndex(0), clean, new float[] {7, 7, 7}, StepOptions.DEFAULT);
        assertThat(trajectory.finished()).isTrue();
        assertThat(trajectory.latents()).isEqualTo(clean);
    }

    @Test
    void knownPartsOfAPictureAreNoisedLikeThePresentSample() {
        Trajectory trajectory = start(SchedulerClass.EULER, 2);
        float[] clean = {1, 2, 3};
        assertThat(trajectory.noised(clean, new float[] {0, 0, 0})).isEqualTo(clean);
        assertThat(trajectory.noised(new float[3], new float[] {0.5f, -1, 2})).isEqualTo(trajectory.latents());
        run(trajectory);
        assertThat(trajectory.noised(clean, new float[] {1, 1, 1})).isEqualTo(clean);
    }

    @Test
    void rungeKuttaStepsAreNotStartedPartOfTheWay() {
        Sampler sampler = sampler(SchedulerClass.PNDM);
        Schedule schedule = sampler.schedule(10);
        assertThatThrownBy(() -> sampler.startFrom(schedule, 4, new float[3], new float[3], StepOptions.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("skip_prk_steps");
    }

    @Test
    void stepsOutsideOfTheLimitsAreRefused() {
        assertThatThrownBy(() -> sampler(SchedulerClass.DDIM).schedule(0)).hasMessageContaining("steps are 0");
        assertThatThrownBy(() -> sampler(SchedulerClass.DDPM).schedule(1001)).hasMessageContaining("1000");
        assertThatThrownBy(() -> sampler(SchedulerClass.LCM).schedule(51)).hasMessageContaining("50");
        assertThatThrownBy(() -> sampler(SchedulerClass.PNDM).schedule(3)).hasMessageContaining("skip_prk_steps");
        Sampler offset = DiffusersSamplers.of(
                new SamplerConfig(SchedulerClass.DDIM, Map.of("steps_offset", IntNode.valueOf(1))));
        assertThatThrownBy(() -> offset.schedule(1000)).hasMessageContaining("steps_offset");
    }

    @Test
    void finishedTrajectoryTakesNoStep() {
        Trajectory trajectory = start(SchedulerClass.EULER, 1);
        run(trajectory);
        assertThatThrownBy(() -> trajectory.advance(new float[3], NOISE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(trajectory::timestep).isInstanceOf(IllegalStateException.class);
    }

    private static float[] ddpmStep(String variance, float[] output) {
        Sampler sampler = DiffusersSamplers.of(
                new SamplerConfig(SchedulerClass.DDPM, Map.of("variance_type", TextNode.valueOf(variance))));
        Trajectory trajectory = sampler.start(sampler.schedule(5), new float[] {0.5f, -0.5f, 1}, StepOptions.DEFAULT);
        trajectory.advance(output, NOISE);
        return trajectory.latents();
    }

    private static void run(Trajectory trajectory) {
        while (!trajectory.finished()) {
            trajectory.advance(output(trajectory), NOISE);
        }
    }

    private static float[] output(Trajectory trajectory) {
        float[] output = Arrays.copyOf(trajectory.modelInput(), 3);
        for (int i = 0; i < output.length; i++) {
            output[i] = (float) Math.sin(output[i] + trajectory.timestep());
        }
        return output;
    }

    private static Trajectory start(SchedulerClass scheduler, int steps) {
        Sampler sampler = sampler(scheduler);
        return sampler.start(sampler.schedule(steps), new float[] {0.5f, -1, 2}, StepOptions.DEFAULT);
    }

    private static Sampler sampler(SchedulerClass scheduler) {
        return DiffusersSamplers.of(new SamplerConfig(scheduler, Map.of()));
    }
}
