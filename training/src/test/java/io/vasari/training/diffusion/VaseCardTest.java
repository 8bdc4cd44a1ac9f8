package io.vasari.training.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import io.vasari.training.TrainingListener;
import io.vasari.training.attributes.AttributesPackage;
import io.vasari.training.attributes.AttributesRecipe;
import io.vasari.training.judge.JudgeOptions;
import io.vasari.training.judge.PromptPainter;
import io.vasari.training.judge.PromptPainter.Prompt;
import io.vasari.training.steps.StepRunOptions;
import io.vasari.training.vases.CaptionOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaseCardTest {

    private static final JudgeOptions SMALL = new JudgeOptions(List.of(1), List.of(1.0, 4.0), 1, 4.0, 1);

    private static final List<Prompt> PROMPTS = List.of(new Prompt("ornate green urn", 5), new Prompt("a bowl", 6));

    @TempDir
    Path folder;

    @Test
    void judgedRevisionHasTableAndSheetsUntilNewWeightsAreWritten() throws IOException {
        Path zoo = folder.resolve("zoo");
        Path run = folder.resolve("run");
        new VaseRecipe(
                        new VaseOptions(run, CaptionOrder.FREE, Optional.empty(), 1, 1, 1, 3, 2, 4, 1e-3, 0),
                        TrainingListener.SILENT,
                        1)
                .run();
        VasePackage.publish(Map.of(CaptionOrder.FREE, run), zoo, 1);
        Path judging = folder.resolve("judging");
        new AttributesRecipe(new StepRunOptions(judging, 1, 1, 3, 4, 8, 1e-3, 0), TrainingListener.SILENT).run();
        AttributesPackage.publish(judging, zoo);
        Path readme = zoo.resolve("vase-diffusion/README.md");
        assertThat(readme).content().contains("## Words").doesNotContain("what it is asked for");

        List<String> heard = new ArrayList<>();
        VaseCard.write(zoo, zoo, SMALL, heard::add);
        assertThat(heard).hasSize(2).first().asString().contains("free-order", "guidance=1.0");
        assertThat(readme)
                .content()
                .contains("## Does it paint what it is asked for?", "| steps | guidance 1 | guidance 4 |", "## Words");
        Path revision = zoo.resolve("vase-diffusion/free-order");
        var cell = new ObjectMapper()
                .readTree(revision.resolve("accuracy.json").toFile())
                .path("cells")
                .path(1);
        assertThat(cell.path("pictures").asInt()).isEqualTo(160);
        assertThat(cell.path("colour").asDouble()).isBetween(0.0, 0.5);
        var sheet = ImageIO.read(revision.resolve("colours.png").toFile());
        assertThat(sheet.getWidth()).isEqualTo(20 * (2 * 32 + 2) + 2);
        assertThat(sheet.getHeight()).isEqualTo(8 * (2 * 32 + 2) + 2);
        assertThat(ImageIO.read(revision.resolve("guidance.png").toFile()).getHeight())
                .isEqualTo(2 * (2 * 32 + 2) + 2);

        VasePackage.publish(Map.of(CaptionOrder.FREE, run), zoo, 1);
        assertThat(readme).content().doesNotContain("what it is asked for");
    }

    /** The networks and the vocabulary in memory against the files that others read. */
    @Test
    void publishedPackagePaintsAsTheTrainingDoes() throws IOException {
        Path zoo = folder.resolve("zoo");
        Path run = folder.resolve("run");
        new VaseRecipe(
                        new VaseOptions(run, CaptionOrder.FREE, Optional.empty(), 3, 3, 3, 3, 2, 4, 1e-3, 0),
                        TrainingListener.SILENT,
                        1)
                .run();
        VasePackage.publish(Map.of(CaptionOrder.FREE, run), zoo, 1);
        Path revision = zoo.resolve("vase-diffusion/free-order");
        var networks = VaseNetworks.create(revision);
        List<byte[]> expected;
        try (Weights unet = SafetensorsFile.read(
                        revision.resolve("unet/diffusion_pytorch_model.safetensors"), networks.unetShapes());
                Weights text = SafetensorsFile.read(
                        revision.resolve("text_encoder/model.safetensors"), networks.textShapes())) {
            expected = VasePreview.of(networks, unet, text, 7).paint(PROMPTS);
        }
        try (PromptPainter painter = PromptPainter.load(revision, 32)) {
            List<byte[]> painted = painter.paint(PROMPTS, 7, 3);
            for (int picture = 0; picture < 2; picture++) {
                for (int i = 0; i < painted.get(picture).length; i++) {
                    int level = expected.get(picture)[i] & 0xFF;
                    assertThat(painted.get(picture)[i] & 0xFF).isBetween(level - 1, level + 1);
                }
            }
        }
    }

    @Test
    void emptyZooIsNamed() {
        assertThatThrownBy(() -> VaseCard.write(folder, folder, SMALL, line -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no revision of vase-diffusion in " + folder);
    }
}
