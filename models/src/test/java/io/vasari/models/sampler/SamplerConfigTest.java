package io.vasari.models.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.models.ModelLoadException;
import io.vasari.models.sampler.diffusers.DiffusersSamplers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerConfigTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** The scheduler of Stable Diffusion 1.5, with a key that is DDIM's. */
    private static final String STABLE_DIFFUSION =
            """
            {"_class_name": "PNDMScheduler", "_diffusers_version": "0.6.0", "beta_end": 0.012, "beta_schedule": "scaled_linear",
             "beta_start": 0.00085, "num_train_timesteps": 1000, "set_alpha_to_one": false, "skip_prk_steps": true,
             "steps_offset": 1, "trained_betas": null, "clip_sample": false}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DDIM",
                "DDPM",
                "PNDM",
                "EulerDiscrete",
                "EulerAncestralDiscrete",
                "DPMSolverMultistep",
                "LCM",
                "HeunDiscrete",
                "UniPCMultistep"
            })
    void missingKeysTakeTheOriginalsDefaults(String name) throws IOException {
        for (JsonNode trace : traces(name)) {
            SamplerConfig config = config("{\"_class_name\": \"" + name + "Scheduler\"}");
            JsonNode full = trace.path("full_config");
            for (var entry : full.properties()) {
                if (!trace.path("constructor_args").has(entry.getKey())) {
                    JsonNode value = config.value(entry.getKey()).orElse(JSON.nullNode());
                    assertThat(value).as(entry.getKey()).isEqualTo(entry.getValue());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SchedulerClass.class)
    void everySchedulerIsBuiltFromAnothersFile(SchedulerClass other) {
        SamplerConfig config = config(STABLE_DIFFUSION).as(other);
        assertThat(DiffusersSamplers.of(config).schedule(10).steps()).isEqualTo(10);
    }

    @Test
    void ddimFromAPndmFileHasTheKeysThatTheFileGives() {
        SamplerConfig config = config(STABLE_DIFFUSION).as(SchedulerClass.named("DDIM"));
        assertThat(config.flag("clip_sample")).isFalse();
        assertThat(config.flag("set_alpha_to_one")).isFalse();
        assertThat(config.integer("steps_offset")).isEqualTo(1);
        assertThat(config.choice("timestep_spacing", "leading")).isEqualTo("leading");
    }

    @ParameterizedTest
    @CsvSource({
        "ddim, DDIM",
        "DDIMScheduler, DDIM",
        "euler, EULER",
        "euler-ancestral, EULER_ANCESTRAL",
        "EulerAncestralDiscrete, EULER_ANCESTRAL",
        "dpm_solver, DPM_SOLVER",
        "UniPCMultistepScheduler, UNIPC"
    })
    void schedulersHaveShortNames(String name, SchedulerClass scheduler) {
        assertThat(SchedulerClass.named(name)).isEqualTo(scheduler);
    }

    @Test
    void keysThatOnlyHadDefaultValuesTakeTheNewClassesDefaults() {
        SamplerConfig config = config(
                """
                {"_class_name": "DDIMScheduler", "timestep_spacing": "leading", "steps_offset": 1,
                 "_use_default_values": ["timestep_spacing"]}""");
        SamplerConfig euler = config.as(SchedulerClass.EULER);
        assertThat(euler.choice("timestep_spacing", "linspace")).isEqualTo("linspace");
        assertThat(euler.integer("steps_offset")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DDIMScheduler | \"betaa\": 1 | betaa",
                "DDIMScheduler | \"beta_schedule\": \"sigmoid\" | beta_schedule",
                "DDIMScheduler | \"steps_offset\": 0.5 | steps_offset",
                "DDIMScheduler | \"trained_betas\": [0.1, 0.2] | trained_betas",
                "DDIMScheduler | \"clip_sample\": \"no\" | clip_sample",
                "DDPMScheduler | \"variance_type\": \"fixed_large_log\" | variance_type",
                "PNDMScheduler | \"prediction_type\": \"sample\" | prediction_type",
                "EulerAncestralDiscreteScheduler | \"prediction_type\": \"sample\" | prediction_type",
                "EulerDiscreteScheduler | \"use_karras_sigmas\": true, \"use_beta_sigmas\": true | use_karras_sigmas",
                "DPMSolverMultistepScheduler | \"solver_order\": 4 | solver_order",
                "DPMSolverMultistepScheduler | \"algorithm_type\": \"dpmsolver\" | algorithm_type",
                "UniPCMultistepScheduler | \"use_flow_sigmas\": true | use_flow_sigmas",
                "LCMScheduler | \"original_inference_steps\": 2000 | original_inference_steps",
                "FlowMatchEulerDiscreteScheduler | \"use_dynamic_shifting\": true | use_dynamic_shifting",
                "KarrasVeScheduler | \"s_min\": 1 | KarrasVeScheduler"
            })
    void whatIsNotSupportedIsRefusedByName(String scheduler, String keys, String named) {
        assertThatThrownBy(() -> DiffusersSamplers.of(config("{\"_class_name\": \"" + scheduler + "\", " + keys + "}")))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(named);
    }

    @Test
    void fileIsNamedWhenItIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("scheduler_config.json"), "{\"_class_name\": \"Nothing\"}");
        assertThatThrownBy(() -> SamplerConfig.read(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("DDIMScheduler");
        assertThatThrownBy(() -> SamplerConfig.read(folder.resolve("absent.json")))
                .hasMessageContaining("absent.json");
    }

    private static SamplerConfig config(String json) {
        try {
            return SamplerConfig.of(JSON.readTree(json));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonNode traces(String name) throws IOException {
        String file = "/diffusers/vectors/schedulers/" + name + "Scheduler.json";
        try (InputStream in = SamplerConfigTest.class.getResourceAsStream(file)) {
            return JSON.readTree(in).path("traces");
        }
    }
}
