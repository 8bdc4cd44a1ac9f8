package io.vasari.models.lenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.Parameters;
import io.vasari.models.weights.SafetensorsFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChannelsLastTest {
    private static final int ROWS = 64;

    @Test
    void theOrderInMemoryChangesNothingButRounding() {
        Path file = Path.of(System.getProperty("vasari.root", "..")).resolve("zoo/mnist-lenet/v1/model.safetensors");
        var weights = SafetensorsFile.read(file, Lenet.shapes());
        try (var moved = new ChannelsLast(weights)) {
            float[] expected = logits(weights);
            float[] actual = logits(moved);

            assertThat(actual).hasSize(ROWS * Lenet.CLASSES).isNotEqualTo(new float[ROWS * Lenet.CLASSES]);
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], within(1e-4f));
            }
        }
    }

    private static float[] logits(Parameters parameters) {
        var random = new Random(1);
        float[] pixels = new float[ROWS * Lenet.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        float[][] result = new float[1][];
        Inference.run(scratch ->
                result[0] = Lenet.logits(images(scratch, pixels), parameters).toFloatArray());
        return Arrays.copyOf(result[0], result[0].length);
    }

    private static NDArray images(NDManager scratch, float[] pixels) {
        return scratch.create(pixels, new Shape(ROWS, 1, 28, 28));
    }
}
