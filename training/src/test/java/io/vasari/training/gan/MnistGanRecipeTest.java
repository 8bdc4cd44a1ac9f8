package io.vasari.training.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.training.EpochSummary;
import io.vasari.training.TrainingListener;
import io.vasari.training.TrainingProgress;
import io.vasari.training.mnist.DigitSet;
import io.vasari.training.mnist.IdxFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistGanRecipeTest {

    private static final DigitSet DIGITS = IdxFixture.bars(50, 1);

    @TempDir
    Path folder;

    @Test
    void resumedRunEndsWithTheWeightsOfAnUninterruptedOne() throws IOException {
        train("whole", 3);
        train("parts", 1);
        train("parts", 2);
        train("parts", 3);
        for (String file : List.of("generator", "discriminator", "generator-adam", "discriminator-adam")) {
            Path name = Path.of("checkpoint-003", file + ".safetensors");
            assertThat(folder.resolve("parts").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
        }
    }

    @Test
    void crashInTheMiddleOfAnEpochRepeatsIt() throws IOException {
        train("whole", 2);
        TrainingListener crash = new TrainingListener() {
            @Override
            public void step(TrainingProgress progress) {
                if (progress.epoch() == 2 && progress.step() == 3) {
                    throw new IllegalStateException("power cut");
                }
            }
        };
        assertThatThrownBy(() -> train("cut", 2, 16, crash)).hasMessage("power cut");
        Files.createDirectories(folder.resolve("cut/partial-checkpoint"));
        train("cut", 2);
        Path name = Path.of("checkpoint-002", "generator.safetensors");
        assertThat(folder.resolve("cut").resolve(name))
                .hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
    }

    @Test
    void firstLastAndSheetEpochsAreKept() throws IOException {
        train("run", 5);
        assertThat(names("run/epochs")).containsExactly("epoch-001", "epoch-002", "epoch-004", "epoch-005");
        assertThat(names("run/sheets"))
                .containsExactly("epoch-001.png", "epoch-002.png", "epoch-004.png", "epoch-005.png");
        assertThat(names("run"))
                .filteredOn(name -> name.startsWith("checkpoint"))
                .containsExactly("checkpoint-005");
        assertThat(Files.readAllLines(folder.resolve("run/log.csv")))
                .hasSize(6)
                .first()
                .isEqualTo("epoch,seconds,loss_d,loss_g");
        var sheet = ImageIO.read(folder.resolve("run/sheets/epoch-004.png").toFile());
        assertThat(sheet.getWidth()).isEqualTo(10 * (56 + 2) + 2);
    }

    @Test
    void listenerHearsEveryStepAndEpoch() throws IOException {
        List<Integer> epochs = new ArrayList<>();
        List<TrainingProgress> steps = new ArrayList<>();
        train("run", 2, 16, new TrainingListener() {
            @Override
            public void step(TrainingProgress progress) {
                steps.add(progress);
            }

            @Override
            public void epochDone(EpochSummary summary) {
                epochs.add(summary.epoch());
            }
        });
        assertThat(epochs).containsExactly(1, 2);
        assertThat(steps).hasSize(6).allSatisfy(progress -> {
            assertThat(progress.steps()).isEqualTo(3);
            assertThat(progress.losses()).containsOnlyKeys("loss_d", "loss_g");
            assertThat(progress.losses().values()).allMatch(loss -> loss > 0 && loss < 10);
        });
    }

    @Test
    void runWithOtherSettingsIsNotContinued() throws IOException {
        train("run", 1);
        assertThatThrownBy(() -> train("run", 2, 8, TrainingListener.SILENT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("batch=16")
                .hasMessageContaining("batch=8");
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new MnistGanOptions(folder, folder, 0, 1, 128, 1))
                .hasMessageContaining("epochs");
        assertThatThrownBy(() -> new MnistGanOptions(folder, folder, 1, 1, 1, 1))
                .hasMessageContaining("batch");
        assertThatThrownBy(() -> new MnistGanOptions(folder, folder, 1, 1, 2, 0))
                .hasMessageContaining("sheet-every");
    }

    private void train(String run, int epochs) throws IOException {
        train(run, epochs, 16, TrainingListener.SILENT);
    }

    private void train(String run, int epochs, int batch, TrainingListener listener) throws IOException {
        var options = new MnistGanOptions(folder, folder.resolve(run), epochs, 3, batch, 2);
        new MnistGanRecipe(options, listener).train(DIGITS);
    }

    private List<String> names(String path) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(path))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
