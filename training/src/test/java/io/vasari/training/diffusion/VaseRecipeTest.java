package io.vasari.training.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import io.vasari.training.TrainingListener;
import io.vasari.training.TrainingProgress;
import io.vasari.training.vases.CaptionOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaseRecipeTest {

    private static final int PREVIEW_STEPS = 1;

    @TempDir
    Path folder;

    @Test
    void resumedRunEndsWithTheWeightsOfAnUninterruptedOne() throws IOException {
        train("whole", CaptionOrder.FREE, Optional.empty(), TrainingListener.SILENT);
        assertThatThrownBy(() -> train("cut", CaptionOrder.FREE, Optional.empty(), new TrainingListener() {
                    @Override
                    public void step(TrainingProgress progress) {
                        if (progress.epoch() == 3) {
                            throw new IllegalStateException("power cut");
                        }
                    }
                }))
                .hasMessage("power cut");
        assertThat(folder.resolve("cut/checkpoint-002")).isDirectory();
        train("cut", CaptionOrder.FREE, Optional.empty(), TrainingListener.SILENT);
        List<Path> files = files(folder.resolve("whole/checkpoint-003"));
        assertThat(files).hasSize(6);
        for (Path file : files) {
            assertThat(folder.resolve("cut/checkpoint-003").resolve(file))
                    .hasSameBinaryContentAs(
                            folder.resolve("whole/checkpoint-003").resolve(file));
        }
    }

    @Test
    void lossesAreFiniteAndSheetIsDrawn() throws IOException {
        List<Float> losses = new ArrayList<>();
        train("run", CaptionOrder.FREE, Optional.empty(), new TrainingListener() {
            @Override
            public void step(TrainingProgress progress) {
                losses.add(progress.losses().get("loss"));
            }
        });
        assertThat(losses).hasSize(3).allMatch(loss -> loss > 0.01 && loss < 5);
        var sheet = ImageIO.read(folder.resolve("run/sheets/epoch-003.png").toFile());
        assertThat(sheet.getWidth()).isEqualTo(8 * (3 * 32 + 2) + 2);
        assertThat(sheet.getHeight()).isEqualTo(4 * (3 * 32 + 2) + 2);
        assertThat(Files.readAllLines(folder.resolve("run/log.csv")))
                .hasSize(4)
                .first()
                .isEqualTo("epoch,seconds,loss");
    }

    @Test
    void fineTunedRevisionJoinsThePackage() throws IOException {
        train("free", CaptionOrder.FREE, Optional.empty(), TrainingListener.SILENT);
        train("fixed", CaptionOrder.FIXED, Optional.of(folder.resolve("free")), TrainingListener.SILENT);
        Path zoo = folder.resolve("zoo");
        VasePackage.publish(Map.of(CaptionOrder.FREE, folder.resolve("free")), zoo, PREVIEW_STEPS);
        assertThat(revisions(zoo)).containsExactly("free-order");
        VasePackage.publish(Map.of(CaptionOrder.FIXED, folder.resolve("fixed")), zoo, PREVIEW_STEPS);
        assertThat(revisions(zoo)).containsExactly("fixed-order", "free-order");
        var card = json(zoo.resolve("vase-diffusion/model.json"));
        assertThat(card.path("task").asText()).isEqualTo("text-to-image");
        assertThat(card.path("license").asText()).isEqualTo("Apache-2.0");
        assertThat(card.path("parameters").fieldNames())
                .toIterable()
                .contains("steps", "guidance_scale", "scheduler", "width", "height", "prompt", "strength");

        Path revision = zoo.resolve("vase-diffusion/fixed-order");
        assertThat(files(revision).stream().map(Path::toString))
                .containsExactly(
                        "model_index.json",
                        "order.json",
                        "scheduler/scheduler_config.json",
                        "sheet.png",
                        "text_encoder/config.json",
                        "text_encoder/model.safetensors",
                        "tokenizer/merges.txt",
                        "tokenizer/special_tokens_map.json",
                        "tokenizer/tokenizer_config.json",
                        "tokenizer/vocab.json",
                        "unet/config.json",
                        "unet/diffusion_pytorch_model.safetensors");
        assertThat(json(revision.resolve("tokenizer/vocab.json"))
                        .path("mauve</w>")
                        .asInt())
                .isBetween(512, VaseConfigs.VOCABULARY.size() - 3);
        assertThat(json(revision.resolve("model_index.json")).path("vae").toString())
                .isEqualTo("[null,null]");
        assertThat(zoo.resolve("vase-diffusion/README.md")).content().contains("| free-order |", "| fixed-order |");
    }

    @Test
    void publishedWeightsAreTheRunsAveragesInHalfPrecision() throws IOException {
        train("run", CaptionOrder.FREE, Optional.empty(), TrainingListener.SILENT);
        Path zoo = folder.resolve("zoo");
        VasePackage.publish(Map.of(CaptionOrder.FREE, folder.resolve("run")), zoo, PREVIEW_STEPS);
        Path revision = zoo.resolve("vase-diffusion/free-order");
        VaseNetworks networks = VaseNetworks.create(revision);
        try (Weights published = SafetensorsFile.read(
                        revision.resolve("unet/diffusion_pytorch_model.safetensors"), networks.unetShapes());
                Weights average = VaseState.averageUnet(folder.resolve("run/checkpoint-003"), networks)) {
            float[] wanted = average.get("conv_in.weight").toFloatArray();
            float[] found = published.get("conv_in.weight").toFloatArray();
            for (int i = 0; i < wanted.length; i++) {
                assertThat(found[i]).isBetween(wanted[i] - 2e-4f, wanted[i] + 2e-4f);
            }
        }
    }

    @Test
    void runWithOtherSettingsIsNotContinued() throws IOException {
        train("run", CaptionOrder.FREE, Optional.empty(), TrainingListener.SILENT);
        assertThatThrownBy(() -> train("run", CaptionOrder.FIXED, Optional.empty(), TrainingListener.SILENT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("captions=FREE")
                .hasMessageContaining("captions=FIXED");
    }

    @Test
    void missingFirstRunIsNamed() {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> train("run", CaptionOrder.FIXED, Optional.of(none), TrainingListener.SILENT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(none.toString());
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> options(5, 2, 4, 2, 8)).hasMessageContaining("multiple of checkpoint-every, 2, not 5");
        assertThatThrownBy(() -> options(4, 2, 3, 2, 8)).hasMessageContaining("sheet-every");
        assertThatThrownBy(() -> options(4, 2, 4, 0, 8)).hasMessageContaining("batch");
        assertThatThrownBy(() -> options(4, 2, 4, 2, 1)).hasMessageContaining("pictures");
    }

    private VaseOptions options(int steps, int every, int sheetEvery, int batch, int pictures) {
        return new VaseOptions(
                folder, CaptionOrder.FREE, Optional.empty(), steps, every, sheetEvery, 3, batch, pictures, 1e-3, 1);
    }

    private void train(String run, CaptionOrder captions, Optional<Path> from, TrainingListener listener)
            throws IOException {
        var options = new VaseOptions(folder.resolve(run), captions, from, 3, 1, 3, 3, 2, 4, 1e-3, 1);
        new VaseRecipe(options, listener, PREVIEW_STEPS).run();
    }

    private static List<String> revisions(Path zoo) throws IOException {
        List<String> revisions = new ArrayList<>();
        json(zoo.resolve("vase-diffusion/model.json"))
                .path("revisions")
                .forEach(revision -> revisions.add(revision.asText()));
        return revisions;
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .sorted()
                    .toList();
        }
    }
}
