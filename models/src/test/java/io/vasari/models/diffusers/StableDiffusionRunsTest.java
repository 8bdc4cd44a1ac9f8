package io.vasari.models.diffusers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.diffusers.pipeline.DiffusionPipeline;
import io.vasari.models.diffusers.pipeline.Draft;
import io.vasari.models.diffusers.pipeline.ImageTensor;
import io.vasari.models.diffusers.pipeline.InitialImage;
import io.vasari.models.diffusers.pipeline.LatentShape;
import io.vasari.models.diffusers.pipeline.TextToImage;
import io.vasari.models.diffusers.pipeline.Wish;
import io.vasari.models.safetensors.TensorFile;
import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.SchedulerClass;
import io.vasari.models.sampler.StepOptions;
import io.vasari.models.sampler.diffusers.DiffusersSamplers;
import io.vasari.models.vectors.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs of diffusers' StableDiffusionPipeline and its image-to-image sibling, step by step. */
class StableDiffusionRunsTest {

    private static final String MODEL = "sd-tiny-a";
    private static final int MOST_ROWS = 16;

    private static DiffusersFolder folder;
    private static DiffusionPipeline pipeline;

    @BeforeAll
    static void load() {
        folder = DiffusersFolder.open(Vectors.path(MODEL));
        pipeline = folder.load();
    }

    @AfterAll
    static void close() {
        pipeline.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ddim",
                "pndm",
                "euler",
                "euler_a",
                "dpmpp_2m",
                "dpmpp_2m_karras",
                "ddim_eta0.5",
                "ddim_batch2",
                "ddim_noneg",
                "ddim_nocfg",
                "ddim_clipskip1",
                "ddim_rescale0.7",
                "ddim_nonsquare"
            })
    void textToImageMatchesTheOriginal(String run) {
        JsonNode said = Runs.description(MODEL, run);
        try (TensorFile tensors = Runs.tensors(MODEL, run)) {
            Sampler sampler = sampler(said);
            LatentShape shape = shape(tensors, "initial_latents");
            List<Draft> drafts = new ArrayList<>();
            for (int row = 0; row < said.path("prompt").size(); row++) {
                drafts.add(pipeline.start(
                        wish(said, row),
                        sampler,
                        said.path("num_inference_steps").asInt(),
                        shape,
                        Runs.row(tensors, "initial_latents", row),
                        Runs.noise(tensors, row)));
            }
            assertRun(run, tensors, drafts);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"img2img_ddim", "img2img_euler"})
    void imageToImageMatchesTheOriginal(String run) {
        JsonNode said = Runs.description(MODEL, run);
        try (TensorFile tensors = Runs.tensors(MODEL, run)) {
            float[] pixels = tensors.floats("init_image_0_1");
            List<Long> sizes = Runs.shape(tensors, "init_image_0_1");
            ImageTensor image =
                    new ImageTensor(1, 3, sizes.get(2).intValue(), sizes.get(3).intValue(), pixels);
            float[] clean = pipeline.codec().encode(image, tensors.floats("vae_sample_noise"));
            InitialImage initial = new InitialImage(
                    clean, tensors.floats("latent_noise"), said.path("strength").asDouble(), Optional.empty());
            Draft draft = pipeline.start(
                    wish(said, 0),
                    sampler(said),
                    said.path("num_inference_steps").asInt(),
                    shape(tensors, "latent_noise"),
                    initial,
                    Runs.noise(tensors, 0));
            assertRun(run, tensors, List.of(draft));
        }
    }

    private static void assertRun(String run, TensorFile tensors, List<Draft> drafts) {
        assertThat(drafts.get(0).steps()).as(run + ": steps").isEqualTo((int)
                (long) Runs.shape(tensors, "timesteps").get(0));
        TextToImage.Result result = new TextToImage(pipeline, MOST_ROWS).run(drafts, (draft, row) -> {
            String name = "latents_after_step." + (draft.stepsDone() - 1);
            Runs.assertLatents(draft.latents(), Runs.row(tensors, name, row), run + " row " + row + " " + name);
        });
        Runs.assertClose(result.images().values(), tensors.floats("image_0_1"), 2e-4, run + ": image");
        if (tensors.entries().containsKey("image_uint8_nhwc")) {
            byte[] expected = tensors.bytes("image_uint8_nhwc");
            byte[] actual = result.images().toBatch().pixels();
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < actual.length; i++) {
                assertThat(Byte.toUnsignedInt(actual[i]) - Byte.toUnsignedInt(expected[i]))
                        .as(run + ": level of byte " + i)
                        .isBetween(-1, 1);
            }
        }
    }

    private static Wish wish(JsonNode said, int row) {
        return new Wish(
                said.path("prompt").path(row).asText(),
                said.path("negative_prompt").path(row).asText(),
                said.path("guidance_scale").asDouble(),
                said.path("guidance_rescale").asDouble(0),
                said.path("clip_skip").asInt(0),
                StepOptions.DEFAULT.withEta(said.path("eta").asDouble(0)));
    }

    /** As {@code from_config} of the folder's scheduler makes it. */
    private static Sampler sampler(JsonNode said) {
        SchedulerClass scheduler =
                SchedulerClass.named(said.path("scheduler_class").asText());
        Map<String, JsonNode> keys = new TreeMap<>(folder.scheduler().given());
        said.path("scheduler_from_config_overrides")
                .properties()
                .forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
        return DiffusersSamplers.of(new SamplerConfig(scheduler, keys));
    }

    private static LatentShape shape(TensorFile tensors, String name) {
        List<Long> sizes = Runs.shape(tensors, name);
        return new LatentShape(
                sizes.get(1).intValue(), sizes.get(2).intValue(), sizes.get(3).intValue());
    }
}
