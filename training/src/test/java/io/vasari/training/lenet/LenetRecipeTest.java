package io.vasari.training.lenet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.training.EpochSummary;
import io.vasari.training.TrainingListener;
import io.vasari.training.mnist.IdxFixture;
import io.vasari.training.mnist.Mnist;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LenetRecipeTest {

    private static final Mnist BARS = new Mnist(IdxFixture.bars(300, 1), IdxFixture.bars(50, 2));

    @TempDir
    Path folder;

    @Test
    void lossFallsOnSomethingEasy() throws IOException {
        List<EpochSummary> epochs = new ArrayList<>();
        train("run", 4, new TrainingListener() {
            @Override
            public void epochDone(EpochSummary summary) {
                epochs.add(summary);
            }
        });
        assertThat(epochs).hasSize(4);
        assertThat(epochs.get(3).means().get("loss"))
                .isLessThan(epochs.get(0).means().get("loss"));
        assertThat(epochs.get(3).means().get("test_accuracy")).isBetween(0.0, 1.0);
    }

    @Test
    void interruptedRunEndsWithTheWeightsOfAnUninterruptedOne() throws IOException {
        train("whole", 2, TrainingListener.SILENT);
        try {
            train("cut", 2, new TrainingListener() {
                @Override
                public void epochDone(EpochSummary summary) {
                    if (summary.epoch() == 1) {
                        throw new IllegalStateException("power cut");
                    }
                }
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("power cut");
        }
        train("cut", 2, TrainingListener.SILENT);
        Path name = Path.of("checkpoint-002", "model.safetensors");
        assertThat(folder.resolve("cut").resolve(name))
                .hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
    }

    private void train(String run, int epochs, TrainingListener listener) throws IOException {
        new LenetRecipe(new LenetOptions(folder, folder.resolve(run), epochs, 5, 20), listener).train(BARS);
    }
}
