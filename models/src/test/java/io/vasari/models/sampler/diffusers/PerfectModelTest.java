package io.vasari.models.sampler.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.models.sampler.Noise;
import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.Schedule;
import io.vasari.models.sampler.StepOptions;
import io.vasari.models.sampler.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A model that always knows the clean sample leads every sampler to it, whatever the options.
 *
 * <p>PNDM says so only where its stride is the distance of its timesteps, which linspace is not, and not from part of the way, where
 * its warm-up misses a timestep.
 */
class PerfectModelTest {

    private static final int LENGTH = 24;
    private static final float[] CLEAN = normal(7);

    static Stream<List<String>> samplers() {
        List<List<String>> all = new ArrayList<>();
        for (String spacing : List.of("linspace", "leading", "trailing")) {
            for (String skip : spacing.equals("linspace") ? List.<String>of() : List.of("true", "false")) {
                all.add(List.of(
                        "PNDM", "timestep_spacing", spacing, "skip_prk_steps", skip, "set_alpha_to_one", "true"));
            }
            for (String scheduler : List.of("EulerDiscrete", "HeunDiscrete", "DPMSolverMultistep", "UniPCMultistep")) {
                for (String sigmas : List.of("karras", "exponential", "beta")) {
                    all.add(List.of(scheduler, "timestep_spacing", spacing, "use_" + sigmas + "_sigmas", "true"));
                }
            }
            all.add(List.of("DDIM", "timestep_spacing", spacing));
            all.add(List.of("DDPM", "timestep_spacing", spacing));
        }
        for (String algorithm : List.of("dpmsolver++", "sde-dpmsolver++")) {
            for (String solver : List.of("midpoint", "heun")) {
                for (String order : List.of("1", "2", "3")) {
                    all.add(List.of(
                            "DPMSolverMultistep",
                            "algorithm_type",
                            algorithm,
                            "solver_type",
                            solver,
                            "solver_order",
                            order));
                }
            }
        }
        all.add(List.of("DPMSolverMultistep", "use_lu_lambdas", "true"));
        all.add(List.of("UniPCMultistep", "solver_order", "3"));
        all.add(List.of("UniPCMultistep", "solver_order", "4", "solver_type", "bh1"));
        all.add(List.of("LCM"));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void noiseBecomesTheSample(List<String> options) {
        Sampler sampler = sampler(options);
        Schedule schedule = sampler.schedule(10);
        Trajectory trajectory = sampler.start(schedule, normal(1), StepOptions.DEFAULT);
        finish(trajectory, options.get(0).equals("PNDM"));
        assertClean(trajectory);
    }

    static Stream<List<String>> samplersButPndm() {
        return samplers().filter(options -> !options.get(0).equals("PNDM"));
    }

    @ParameterizedTest
    @MethodSource("samplersButPndm")
    void imageToImageEndsAtTheSampleToo(List<String> options) {
        Sampler sampler = sampler(options);
        Schedule schedule = sampler.schedule(10);
        int index = schedule.startIndex(0.5);
        Trajectory trajectory = sampler.startFrom(schedule, index, CLEAN, normal(3), StepOptions.DEFAULT);
        assertThat(trajectory.steps()).isEqualTo(schedule.calls() - index).isPositive();
        finish(trajectory, options.get(0).equals("PNDM"));
        assertClean(trajectory);
    }

    /** The model sees signal and noise through its input alone, as a real one does. */
    private static void finish(Trajectory trajectory, boolean epsilon) {
        Noise noise = (draw, target) -> System.arraycopy(normal(100 + draw), 0, target, 0, target.length);
        while (!trajectory.finished()) {
            trajectory.advance(epsilon ? noiseIn(trajectory) : CLEAN, noise);
            assertThat(trajectory.predictedOriginal()).hasSize(LENGTH);
        }
    }

    private static float[] noiseIn(Trajectory trajectory) {
        double timestep = trajectory.timestep();
        double alpha = 1;
        for (int t = 0; t <= timestep; t++) {
            alpha *= 1 - (0.0001 + (0.02 - 0.0001) * t / 999);
        }
        float[] input = trajectory.modelInput();
        float[] noise = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            noise[i] = (float) ((input[i] - Math.sqrt(alpha) * CLEAN[i]) / Math.sqrt(1 - alpha));
        }
        return noise;
    }

    private static void assertClean(Trajectory trajectory) {
        for (int i = 0; i < LENGTH; i++) {
            assertThat(trajectory.latents()[i]).isCloseTo(CLEAN[i], offset(2e-2f));
        }
    }

    private static Sampler sampler(List<String> options) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("prediction_type", "sample").put("clip_sample", false);
        if (options.get(0).equals("PNDM")) {
            json.put("prediction_type", "epsilon");
        }
        for (int i = 1; i < options.size(); i += 2) {
            String value = options.get(i + 1);
            if (value.matches("true|false")) {
                json.put(options.get(i), Boolean.parseBoolean(value));
            } else if (value.matches("\\d+")) {
                json.put(options.get(i), Integer.parseInt(value));
            } else {
                json.put(options.get(i), value);
            }
        }
        return DiffusersSamplers.of(Traces.config(options.get(0) + "Scheduler", json));
    }

    private static float[] normal(long seed) {
        Random random = new Random(seed);
        float[] values = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
