package io.vasari.models.sampler.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.Variants;
import io.vasari.models.sampler.Noise;
import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.Schedule;
import io.vasari.models.sampler.StepOptions;
import io.vasari.models.sampler.Trajectory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps under configurations drawn at random, each from where the original stood before it. */
class SchedulerVariantsTest {

    private static final double TOLERANCE = 2e-5;
    private static final int LENGTH = 18;
    private static final float[] CLEAN = filled(i -> Math.cos(3.7 * i) * 0.9);

    static Stream<Named<JsonNode>> variants() {
        return Variants.of("schedulers.json");
    }

    @ParameterizedTest
    @MethodSource("variants")
    void stepsAreTheOriginals(JsonNode variant) {
        Sampler sampler =
                DiffusersSamplers.of(Traces.config(variant.path("scheduler").asText(), variant.path("config")));
        Schedule schedule = sampler.schedule(variant.path("steps").asInt());
        assertThat(schedule.timesteps())
                .usingComparatorWithPrecision(1e-3f)
                .containsExactly(Traces.floats(variant.path("timesteps")));
        double init = variant.path("init").asDouble();
        assertThat((double) schedule.initNoiseSigma()).isCloseTo(init, within(1e-6 * init));
        Trajectory trajectory = start(sampler, schedule, variant);
        int[] draws = {0};
        Noise noise = (draw, target) -> {
            draws[0]++;
            System.arraycopy(noise(draw + 1), 0, target, 0, LENGTH);
        };
        for (JsonNode after : variant.path("outs")) {
            trajectory.advance(model(trajectory.modelInput(), trajectory.timestep(), trajectory.outputLength()), noise);
            float[] expected = Traces.floats(after);
            assertClose(trajectory.latents(), expected);
            trajectory.replaceLatents(expected);
        }
        assertThat(trajectory.finished()).isTrue();
        assertThat(draws[0]).isEqualTo(variant.path("draws").asInt());
    }

    private static Trajectory start(Sampler sampler, Schedule schedule, JsonNode variant) {
        JsonNode chosen = variant.path("kw");
        StepOptions options = new StepOptions(
                chosen.path("eta").asDouble(0),
                chosen.path("use_clipped_model_output").asBoolean(),
                chosen.path("s_churn").asDouble(0),
                chosen.path("s_tmin").asDouble(0),
                chosen.path("s_tmax").asDouble(Double.POSITIVE_INFINITY),
                chosen.path("s_noise").asDouble(1));
        int first = variant.path("start").asInt();
        return first == 0
                ? sampler.start(schedule, noise(0), options)
                : sampler.startFrom(schedule, first, CLEAN, noise(0), options);
    }

    private static float[] model(float[] input, float timestep, int length) {
        float[] output = new float[length];
        for (int i = 0; i < LENGTH; i++) {
            output[i] = (float) Math.sin(1.3f * input[i] + (float) (timestep / 1000.0));
            if (length > LENGTH) {
                output[LENGTH + i] = 0.5f + 0.4f * (float) Math.sin(2.1f * input[i] + (float) (timestep / 500.0));
            }
        }
        return output;
    }

    private static float[] noise(int draw) {
        return filled(i -> Math.sin(12.9898 * (i + 1) + 78.233 * (draw + 1)) * 1.7);
    }

    private static float[] filled(java.util.function.IntToDoubleFunction number) {
        float[] numbers = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            numbers[i] = (float) number.applyAsDouble(i);
        }
        return numbers;
    }

    private static void assertClose(float[] actual, float[] expected) {
        double scale = 1;
        double worst = 0;
        for (int i = 0; i < LENGTH; i++) {
            scale = Math.max(scale, Math.abs(expected[i]));
            double difference = Math.abs((double) actual[i] - expected[i]);
            worst = difference <= worst ? worst : difference; // a NaN stays
        }
        assertThat(worst / scale).isLessThanOrEqualTo(TOLERANCE);
    }
}
