package io.vasari.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {

    private static final float[] VALUES = {1.5f, -2.25f, 0, 65504, 6.1e-5f, 0.1f};

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("model.safetensors");
        write(DataType.FLOAT32);
    }

    private void write(DataType type) throws IOException {
        try (Weights weights = new Weights()) {
            weights.put("a.weight", new Shape(2, 3), VALUES);
            weights.put("a.bias", new Shape(2), new float[] {3, 4});
            SafetensorsFile.write(weights, file, type);
        }
    }

    @Test
    void float32ComesBackExactly() {
        try (Weights read = SafetensorsFile.read(file, shapes())) {
            assertThat(read.get("a.weight").toFloatArray()).containsExactly(VALUES);
            assertThat(read.get("a.bias").getShape()).isEqualTo(new Shape(2));
        }
    }

    @Test
    void float16IsWidened() throws IOException {
        write(DataType.FLOAT16);
        try (Weights read = SafetensorsFile.read(file, shapes())) {
            assertThat(read.get("a.weight").getDataType()).isEqualTo(DataType.FLOAT32);
            assertThat(Arrays.copyOf(read.get("a.weight").toFloatArray(), 4)).containsExactly(Arrays.copyOf(VALUES, 4));
            assertThat(read.get("a.weight").toFloatArray()[5]).isEqualTo(0.099975586f);
        }
    }

    @Test
    void everyMisfitIsNamedWithItsShape() {
        Map<String, Shape> other = Map.of("a.weight", new Shape(3, 2), "b.weight", new Shape(7));
        assertThatThrownBy(() -> SafetensorsFile.read(file, other))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("model.safetensors")
                .hasMessageContaining("a.weight has shape (2, 3), expected (3, 2)")
                .hasMessageContaining("missing b.weight of shape (7)")
                .hasMessageContaining("unexpected a.bias of shape (2)");
    }

    @Test
    void truncatedFileIsRefusedAtAnyLength() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 5, 8, 40, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafetensorsFile.read(file, shapes()))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("model.safetensors");
        }
    }

    @Test
    void garbageIsRefused() throws IOException {
        Files.writeString(file, "this is a text of some length and no tensor at all");
        assertThatThrownBy(() -> SafetensorsFile.read(file, shapes())).isInstanceOf(ModelLoadException.class);
    }

    @Test
    void missingFileIsNamed() {
        Path missing = folder.resolve("missing.safetensors");
        assertThatThrownBy(() -> SafetensorsFile.read(missing, shapes()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void unknownNameIsRefusedWithTheKnownOnes() {
        try (Weights read = SafetensorsFile.read(file, shapes())) {
            assertThatThrownBy(() -> read.get("c"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a.bias");
        }
    }

    private static Map<String, Shape> shapes() {
        return Map.of("a.weight", new Shape(2, 3), "a.bias", new Shape(2));
    }
}
