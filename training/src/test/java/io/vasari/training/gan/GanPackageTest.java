package io.vasari.training.gan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.models.ModelZoo;
import io.vasari.training.TrainingListener;
import io.vasari.training.mnist.IdxFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GanPackageTest {

    private static final Path LENET =
            Path.of(System.getProperty("vasari.root", "..")).resolve("zoo/mnist-lenet");

    @TempDir
    Path folder;

    @Test
    void publishedPackageLoadsAndItsCardHoldsWhatWasMeasured() throws IOException {
        Path zoo = folder.resolve("zoo");
        copy(LENET, zoo.resolve("mnist-lenet"));
        Path run = folder.resolve("run");
        var options = new MnistGanOptions(folder, run, 1, 3, 16, 1);
        new MnistGanRecipe(options, TrainingListener.SILENT).train(IdxFixture.bars(32, 1));
        Files.writeString(run.resolve("notes.md"), "- This run: 3 epochs on a slow machine, 100 % by hand.");

        GanPackage.publish(run, Map.of("epoch-001", 1), zoo, 500);

        ModelZoo models = ModelZoo.open(zoo);
        try (var model = models.loadGenerative("mnist-gan", "epoch-001");
                var critic = models.loadClassifier("mnist-lenet", "v1")) {
            GanRevision again = GanRevision.measure("epoch-001", model, critic, 500);
            String diversity = Files.readString(zoo.resolve("mnist-gan/epoch-001/diversity.json"));
            assertThat(again.classCounts()).hasSize(10);
            for (int digit = 0; digit < 10; digit++) {
                assertThat(diversity).contains("\"" + digit + "\" : " + again.classCounts()[digit]);
            }
        }
        assertThat(zoo.resolve("mnist-gan/README.md"))
                .content()
                .contains("license: apache-2.0", "| 1 | 21.4 |")
                .contains("repeats it.\n- This run: 3 epochs on a slow machine, 100 % by hand.\n- A sample's noise");
        assertThat(zoo.resolve("mnist-gan/epoch-001/sheet.png")).isNotEmptyFile();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.createDirectories(to);
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
