package io.vasari.training.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vasari.models.clip.CLIPConfig;
import io.vasari.models.clip.CLIPModel;
import io.vasari.models.clip.images.ClipImages;
import io.vasari.models.clip.images.RgbImage;
import io.vasari.models.tokenizer.Tokenizer;
import io.vasari.models.tokenizer.Tokenizers;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import io.vasari.training.TrainingListener;
import io.vasari.training.TrainingProgress;
import io.vasari.training.steps.StepRun;
import io.vasari.training.steps.StepRunOptions;
import io.vasari.training.vases.VaseMixture;
import io.vasari.training.vases.VaseTraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaseClipRecipeTest {

    private static final List<String> STATE = List.of("weights.safetensors", "average.safetensors", "adam.safetensors");

    private static final int PICTURES = 8;
    private static final int STEPS = 180;

    /** Of eight pictures that differ in colour, kind or ornament. */
    private static final long SEED = 5;

    @TempDir
    Path folder;

    @Test
    void resumedRunEndsWithTheWeightsOfAnUninterruptedOne() throws IOException {
        train("whole", 3, TrainingListener.SILENT);
        assertThatThrownBy(() -> train("cut", 3, new TrainingListener() {
                    @Override
                    public void step(TrainingProgress progress) {
                        if (progress.epoch() == 3) {
                            throw new IllegalStateException("power cut");
                        }
                    }
                }))
                .hasMessage("power cut");
        train("cut", 3, TrainingListener.SILENT);
        for (String file : STATE) {
            assertThat(folder.resolve("cut/checkpoint-003").resolve(file))
                    .hasSameBinaryContentAs(
                            folder.resolve("whole/checkpoint-003").resolve(file));
        }
    }

    @Test
    void fewPicturesAreLearntByHeart() throws IOException {
        var options = new StepRunOptions(folder.resolve("run"), STEPS, STEPS, SEED, PICTURES, PICTURES, 1e-3, 10);
        new VaseClipRecipe(options, TrainingListener.SILENT).run();
        var vases = new VaseMixture(PICTURES, ClipConfigs.SIDE, SEED);
        List<List<String>> sentences = new ArrayList<>();
        float[] pixels = new float[PICTURES * ClipConfigs.PIXELS];
        for (int i = 0; i < PICTURES; i++) {
            vases.copyPlanes(i, pixels, i * ClipConfigs.PIXELS);
            sentences.add(sentence(vases.traits(i)));
        }
        assertThat(sentences).as("otherwise no sentence is of one picture").doesNotHaveDuplicates();
        CLIPModel model = ClipConfigs.model(folder.resolve("run"));
        float[] fits = new float[PICTURES * PICTURES];
        try (Weights weights = StepRun.result(folder.resolve("run"), model.shapes())) {
            Inference.run(scratch -> {
                var images = scratch.create(pixels, new Shape(PICTURES, 3, ClipConfigs.SIDE, ClipConfigs.SIDE));
                var logits = CLIPModel.logitsPerImage(
                        model.imageFeatures(images, weights),
                        model.textFeatures(Prompts.tokens(sentences, scratch), Optional.empty(), weights),
                        weights);
                System.arraycopy(logits.toFloatArray(), 0, fits, 0, fits.length);
            });
        }
        for (int i = 0; i < PICTURES; i++) {
            for (int other = 0; other < PICTURES; other++) {
                if (other != i) {
                    float own = fits[i * PICTURES + i];
                    assertThat(own)
                            .as("picture %d, of which %s is true, and %s", i, sentences.get(i), sentences.get(other))
                            .isGreaterThan(fits[i * PICTURES + other]);
                    assertThat(own)
                            .as("%s, and picture %d", sentences.get(i), other)
                            .isGreaterThan(fits[other * PICTURES + i]);
                }
            }
        }
    }

    /** All three traits, in words that only they have. */
    private static List<String> sentence(VaseTraits traits) {
        List<String> looks = traits.ornament().adjectives();
        String look = traits.ornate() ? looks.get(looks.size() - 1) : "plain";
        return List.of(look, traits.colour().words().get(0), traits.kind().word());
    }

    @Test
    void packageIsReadByWhoeverReadsClipModels() throws IOException {
        train("run", 2, TrainingListener.SILENT);
        Path zoo = folder.resolve("zoo");
        ClipPackage.publish(folder.resolve("run"), zoo, 20);
        Path revision = zoo.resolve("vase-clip/v1");
        assertThat(Files.size(revision.resolve("model.safetensors"))).isLessThan(4_000_000);
        var model = new CLIPModel(CLIPConfig.read(revision.resolve("config.json")));
        try (Weights weights = SafetensorsFile.read(revision.resolve("model.safetensors"), model.shapes());
                Tokenizer tokenizer = Tokenizers.load(revision, OptionalInt.empty())) {
            assertThat(weights.get("logit_scale").getFloat()).isBetween(2.6f, 2.7f);
            int[] ids = ClipConfigs.VOCABULARY.encode(List.of("a", "vase", ",", "green", "and", "ornate"));
            assertThat(tokenizer.encode("a vase, green and ornate").toArray())
                    .isEqualTo(java.util.Arrays.stream(ids).asLongStream().toArray());
        }
        var vases = new VaseMixture(2, 32, 1);
        float[] planes = new float[ClipConfigs.PIXELS];
        vases.copyPlanes(0, planes, 0);
        float[] prepared = ClipImages.load(revision.resolve("preprocessor_config.json"))
                .prepare(new RgbImage(32, 32, vases.pixels(0)))
                .values();
        for (int i = 0; i < planes.length; i++) {
            assertThat(prepared[i]).isBetween(planes[i] - 1e-6f, planes[i] + 1e-6f);
        }
    }

    @Test
    void cardSaysHowWellItClassifies() throws IOException {
        train("run", 2, TrainingListener.SILENT);
        Path zoo = folder.resolve("zoo");
        ClipPackage.publish(folder.resolve("run"), zoo, 20);
        JsonNode scores = new ObjectMapper()
                .readTree(zoo.resolve("vase-clip/v1/zero-shot.json").toFile());
        assertThat(scores.path("n").asInt()).isEqualTo(20);
        assertThat(scores.path("colour").path("free-order").asDouble()).isBetween(0.0, 1.0);
        assertThat(zoo.resolve("vase-clip/README.md"))
                .content()
                .contains("| colour | 8 |", "| all three at once | 160 |");
    }

    private void train(String run, int steps, TrainingListener listener) throws IOException {
        var options = new StepRunOptions(folder.resolve(run), steps, 1, 3, 16, 32, 1e-3, 1);
        new VaseClipRecipe(options, listener).run();
    }
}
