package io.vasari.models.sampler.diffusers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.Schedule;
import io.vasari.models.sampler.StepOptions;
import io.vasari.models.sampler.tables.NoiseSchedule;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTablesTest {

    private static final String[] SCHEDULES = {"linear", "scaled_linear", "squaredcos_cap_v2", "sigmoid", "laplace"};

    static Stream<String> tables() {
        return Stream.of(
                "linear", "scaled_linear", "squaredcos_cap_v2", "scaled_linear_zero_snr", "sigmoid", "linear_T20");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void tablesAreTheOriginals(String name) {
        JsonNode table = Traces.read("betas").path(name);
        NoiseSchedule schedule = NoiseSchedule.of(Traces.config("DDPMScheduler", table.path("config")), SCHEDULES);
        float[] betas = Traces.floats(table.path("betas"));
        float[] alphas = Traces.floats(table.path("alphas_cumprod"));
        assertThat(schedule.steps()).isEqualTo(betas.length);
        float ulps = name.equals("sigmoid") ? 4e-7f : 0;
        for (int t = 0; t < betas.length; t++) {
            assertThat(schedule.beta(t)).isCloseTo(betas[t], Offset.offset(betas[t] * ulps));
            assertThat(schedule.alphaCumprod(t)).isCloseTo(alphas[t], Offset.offset(alphas[t] * ulps));
        }
    }

    @Test
    void noiseAndVelocityForTrainingAreTheOriginals() {
        JsonNode recorded = Traces.read("train_utils");
        NoiseSchedule schedule = NoiseSchedule.of(Traces.config("DDPMScheduler", recorded.path("config")), SCHEDULES);
        for (int i = 0; i < 3; i++) {
            int timestep = recorded.path("timesteps").get(i).asInt();
            float[] clean = sample(recorded, "sample", i);
            float[] noise = sample(recorded, "noise", i);
            assertThat(schedule.addNoise(clean, noise, timestep))
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(sample(recorded, "ddpm_add_noise", i));
            assertThat(schedule.velocity(clean, noise, timestep))
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(sample(recorded, "ddpm_get_velocity", i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 9})
    void samplesOfEulerAreNoisedBySigma(int index) {
        JsonNode recorded = Traces.read("train_utils");
        SamplerConfig config = Traces.config("EulerDiscreteScheduler", recorded.path("config"));
        Sampler sampler = DiffusersSamplers.of(config);
        Schedule schedule = sampler.schedule(10);
        assertThat(schedule.sigmas())
                .usingComparatorWithPrecision(2e-6f)
                .containsExactly(Traces.floats(recorded.path("euler_sigmas")));
        int row = index == 0 ? 0 : index == 4 ? 1 : 2;
        String key = "euler_add_noise_timesteps(10 steps, linspace; indices 0,4,9)";
        float[] clean = sample(recorded, "sample", row);
        float[] noise = sample(recorded, "noise", row);
        assertThat(sampler.startFrom(schedule, index, clean, noise, StepOptions.DEFAULT)
                        .latents())
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(sample(recorded, key, row));
    }

    private static float[] sample(JsonNode recorded, String key, int row) {
        float[] all = Traces.floats(recorded.path(key));
        int length = all.length / 3;
        return Arrays.copyOfRange(all, row * length, (row + 1) * length);
    }
}
