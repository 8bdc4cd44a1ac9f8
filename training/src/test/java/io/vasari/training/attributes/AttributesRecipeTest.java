package io.vasari.training.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vasari.models.ModelZoo;
import io.vasari.training.TrainingListener;
import io.vasari.training.TrainingProgress;
import io.vasari.training.steps.StepRunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributesRecipeTest {

    private static final List<String> STATE = List.of("weights.safetensors", "average.safetensors", "adam.safetensors");

    @TempDir
    Path folder;

    @Test
    void resumedRunEndsWithTheWeightsOfAnUninterruptedOne() throws IOException {
        train("whole", 3, TrainingListener.SILENT);
        assertThatThrownBy(() -> train("cut", 3, new TrainingListener() {
                    @Override
                    public void step(TrainingProgress progress) {
                        if (progress.epoch() == 2) {
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
    void coloursAreLearnedFirst() throws IOException {
        List<Float> losses = new ArrayList<>();
        train("run", 60, new TrainingListener() {
            @Override
            public void step(TrainingProgress progress) {
                losses.add(progress.losses().get("loss"));
            }
        });
        assertThat(losses.get(0)).isBetween(4.5f, 6f);
        assertThat(mean(losses.subList(50, 60))).isLessThan(0.92 * mean(losses.subList(0, 5)));
        Path zoo = folder.resolve("zoo");
        AttributesPackage.publish(folder.resolve("run"), zoo, 200);
        JsonNode accuracy = new ObjectMapper()
                .readTree(zoo.resolve("vase-attributes/v1/accuracy.json").toFile())
                .path("free-order");
        assertThat(accuracy.path("n").asInt()).isEqualTo(100);
        assertThat(accuracy.path("colour").asDouble()).isGreaterThan(0.2);
        assertThat(accuracy.path("all").asDouble())
                .isLessThanOrEqualTo(accuracy.path("ornament").asDouble());
    }

    @Test
    void packageNamesItsTraits() throws IOException {
        train("run", 2, TrainingListener.SILENT);
        Path zoo = folder.resolve("zoo");
        AttributesPackage.publish(folder.resolve("run"), zoo, 20);
        try (var classifier = ModelZoo.open(zoo).loadAttributeClassifier("vase-attributes", "v1")) {
            assertThat(classifier.traits().keySet()).containsExactly("colour", "kind", "ornament");
            assertThat(classifier.traits().get("ornament")).containsExactly("plain", "stripes", "zigzags", "flutes");
        }
        assertThat(Files.size(zoo.resolve("vase-attributes/v1/model.safetensors")))
                .isLessThan(4_000_000);
        assertThat(zoo.resolve("vase-attributes/README.md"))
                .content()
                .contains("| kind | amphora, bottle, bowl, urn, goblet |", "| `fixed-order` |");
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> options("x", 5, 2, 3, 8))
                .hasMessageContaining("multiple of checkpoint-every, 2, not 5");
        assertThatThrownBy(() -> options("x", 4, 2, -1, 8)).hasMessageContaining("seed must be at least 0");
        assertThatThrownBy(() -> options("x", 4, 2, 3, 1)).hasMessageContaining("batch must be at least 2");
        assertThatThrownBy(() -> options("x", 4, 2, 3, 900)).hasMessageContaining("pictures");
    }

    private StepRunOptions options(String run, int steps, int every, long seed, int batch) {
        return new StepRunOptions(folder.resolve(run), steps, every, seed, batch, 400, 2e-3, 1);
    }

    private void train(String run, int steps, TrainingListener listener) throws IOException {
        new AttributesRecipe(options(run, steps, steps > 10 ? 20 : 1, 3, 16), listener).run();
    }

    private static double mean(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
    }
}
