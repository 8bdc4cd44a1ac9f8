package io.vasari.models.sampler.diffusers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.sampler.Noise;
import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.Schedule;
import io.vasari.models.sampler.StepOptions;
import io.vasari.models.sampler.Trajectory;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded run of diffusers' schedulers, step by step and from end to end. */
class DiffusersTracesTest {

    private static final double STEP_TOLERANCE = 1e-5;
    private static final double LOOP_TOLERANCE = 2e-5;

    static Stream<Named<JsonNode>> traces() {
        return Traces.all().map(trace -> Named.of(Traces.name(trace), trace));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void scheduleIsTheOriginals(JsonNode trace) {
        Schedule schedule = schedule(trace);
        assertThat(schedule.timesteps())
                .usingComparatorWithPrecision(1e-3f)
                .containsExactly(Traces.floats(trace.path("timesteps")));
        assertThat(schedule.initNoiseSigma())
                .isEqualTo((float) trace.path("init_noise_sigma").doubleValue());
        if (trace.has("sigmas")) {
            assertClose(schedule.sigmas(), Traces.floats(trace.path("sigmas")), 1e-6);
        }
    }

    @ParameterizedTest
    @MethodSource("traces")
    void stepsInIsolationAreTheOriginals(JsonNode trace) {
        Trajectory trajectory = start(trace);
        assertClose(trajectory.latents(), Traces.floats(trace.path("x_start")), 1e-6);
        for (JsonNode step : trace.path("steps")) {
            assertThat(trajectory.timestep()).isCloseTo((float) step.path("t").doubleValue(), within(1e-3f));
            assertClose(trajectory.modelInput(), Traces.floats(step.path("model_input")), STEP_TOLERANCE);
            double scale = max(trajectory.latents());
            trajectory.advance(Traces.floats(step.path("model_output")), noise(trace));
            assertClose(trajectory.latents(), Traces.floats(step.path("prev_sample")), STEP_TOLERANCE);
            String original = step.has("denoised") ? "denoised" : "pred_original_sample";
            if (step.has(original)) {
                float[] expected = Traces.floats(step.path(original));
                assertThat(difference(trajectory.predictedOriginal(), expected))
                        .isLessThan(STEP_TOLERANCE * Math.max(scale, max(expected)));
            }
            trajectory.replaceLatents(Traces.floats(step.path("prev_sample")));
        }
        assertThat(trajectory.finished()).isTrue();
        assertThat(trajectory.step())
                .isEqualTo(trajectory.steps())
                .isEqualTo(trace.path("steps").size());
    }

    @ParameterizedTest
    @MethodSource("traces")
    void wholeLoopIsTheOriginals(JsonNode trace) {
        Trajectory trajectory = start(trace);
        Noise noise = noise(trace);
        for (JsonNode step : trace.path("steps")) {
            trajectory.advance(model(trajectory.modelInput(), trajectory.timestep()), noise);
            assertClose(trajectory.latents(), Traces.floats(step.path("prev_sample")), LOOP_TOLERANCE);
        }
    }

    private static Schedule schedule(JsonNode trace) {
        return sampler(trace).schedule(trace.path("num_inference_steps").asInt());
    }

    private static Sampler sampler(JsonNode trace) {
        return DiffusersSamplers.of(Traces.config(trace.path("scheduler").asText(), trace.path("constructor_args")));
    }

    private static Trajectory start(JsonNode trace) {
        JsonNode chosen = trace.path("step_kwargs");
        StepOptions options = StepOptions.DEFAULT
                .withEta(chosen.path("eta").asDouble(0))
                .withUseClippedModelOutput(
                        chosen.path("use_clipped_model_output").asBoolean());
        float[] unitNoise = Traces.floats(trace.path("x_unit_noise"));
        if (!trace.has("img2img_start_index")) {
            return sampler(trace).start(schedule(trace), unitNoise, options);
        }
        float[] clean = Traces.floats(trace.path("clean_latent"));
        int index = trace.path("img2img_start_index").asInt();
        return sampler(trace).startFrom(schedule(trace), index, clean, unitNoise, options);
    }

    /** Draws are counted over the steps that drew. */
    private static Noise noise(JsonNode trace) {
        List<float[]> draws = StreamSupport.stream(trace.path("steps").spliterator(), false)
                .filter(step -> step.has("noise") && !step.path("noise").isNull())
                .map(step -> Traces.floats(step.path("noise")))
                .toList();
        return (draw, target) -> System.arraycopy(draws.get(draw), 0, target, 0, target.length);
    }

    private static float[] model(float[] input, float timestep) {
        float[] output = new float[input.length];
        for (int i = 0; i < output.length; i++) {
            output[i] = (float) Math.sin(1.3f * input[i] + timestep / 1000f);
        }
        return output;
    }

    private static void assertClose(float[] actual, float[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        assertThat(difference(actual, expected)).isLessThanOrEqualTo(tolerance * Math.max(1, max(expected)));
    }

    private static double difference(float[] actual, float[] expected) {
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) actual[i] - expected[i]);
            worst = difference <= worst ? worst : difference; // a NaN stays
        }
        return worst;
    }

    private static double max(float[] values) {
        double max = 0;
        for (float value : values) {
            max = Math.max(max, Math.abs(value));
        }
        return max;
    }

    private static org.assertj.core.data.Offset<Float> within(float offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}
