package io.vasari.models.diffusers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.diffusers.pipeline.DiffusionPipeline;
import io.vasari.models.diffusers.pipeline.Draft;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs of diffusers' DDPMPipeline and DDIMPipeline. */
class UnconditionalRunsTest {

    private static final String MODEL = "ddpm-tiny-a";
    private static final LatentShape SHAPE = new LatentShape(3, 16, 16);

    @ParameterizedTest
    @ValueSource(strings = {"ddpm", "ddim", "ddim_eta0.5"})
    void matchesTheOriginal(String run) {
        JsonNode said = Runs.description(MODEL, run);
        DiffusersFolder folder = DiffusersFolder.open(Vectors.path(MODEL));
        try (DiffusionPipeline pipeline = folder.load();
                TensorFile tensors = Runs.tensors(MODEL, run)) {
            Wish wish = Wish.of("", "", 1)
                    .with(StepOptions.DEFAULT
                            .withEta(said.path("eta").asDouble(0))
                            .withUseClippedModelOutput(
                                    said.path("use_clipped_model_output").asBoolean()));
            int steps = said.path("num_inference_steps").asInt();
            List<Draft> drafts = IntStream.range(0, 2)
                    .mapToObj(row -> pipeline.start(
                            wish,
                            sampler(folder, said),
                            steps,
                            SHAPE,
                            Runs.row(tensors, "initial_noise", row),
                            Runs.noise(tensors, row)))
                    .toList();
            TextToImage.Result result = new TextToImage(pipeline, 2).run(drafts, (draft, row) -> {
                String name = "sample_after_step." + (draft.stepsDone() - 1);
                Runs.assertLatents(draft.latents(), Runs.row(tensors, name, row), run + " row " + row + " " + name);
            });
            Runs.assertClose(interleaved(result.images().values()), tensors.floats("image_0_1_nhwc"), 2e-4, run);
        }
    }

    @Test
    void takesNoWords() {
        DiffusersFolder folder = DiffusersFolder.open(Vectors.path(MODEL));
        try (DiffusionPipeline pipeline = folder.load()) {
            Sampler sampler = DiffusersSamplers.of(folder.scheduler());
            float[] noise = new float[SHAPE.size()];
            assertThatThrownBy(() -> pipeline.start(Wish.of("cat", "", 1), sampler, 2, SHAPE, noise, (draw, to) -> {}))
                    .hasMessageContaining("prompt must be empty");
            assertThatThrownBy(() -> pipeline.start(Wish.of("", "", 2), sampler, 2, SHAPE, noise, (draw, to) -> {}))
                    .hasMessageContaining("guidance_scale is 2.0")
                    .hasMessageContaining("at most 1");
        }
    }

    private static Sampler sampler(DiffusersFolder folder, JsonNode said) {
        Map<String, JsonNode> keys = new TreeMap<>(folder.scheduler().given());
        return DiffusersSamplers.of(new SamplerConfig(
                SchedulerClass.named(said.path("scheduler_class").asText()), keys));
    }

    private static float[] interleaved(float[] images) {
        int area = SHAPE.height() * SHAPE.width();
        float[] result = new float[images.length];
        for (int i = 0; i < images.length; i++) {
            int image = i / SHAPE.size();
            int channel = i / area % SHAPE.channels();
            result[(image * area + i % area) * SHAPE.channels() + channel] = images[i];
        }
        return result;
    }
}
