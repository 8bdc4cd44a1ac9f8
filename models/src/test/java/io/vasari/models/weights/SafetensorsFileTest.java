package io.vasari.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.DiffusersVectors;
import io.vasari.models.ModelLoadException;
import io.vasari.models.safetensors.SafetensorsWriter;
import io.vasari.models.safetensors.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    void ofVeryManyMisfitsTheFirstAreNamedAndTheRestCounted() {
        Map<String, Shape> other = new TreeMap<>();
        for (int i = 100; i < 130; i++) {
            other.put("t." + i, new Shape(1));
        }
        assertThatThrownBy(() -> SafetensorsFile.check(file, other, name -> true))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("missing t.119 of shape (1); and 10 tensors more")
                .hasMessageNotContaining("t.120");
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

    @Test
    void everyFloatingTypeBecomesFloat32() {
        Path dtypes = DiffusersVectors.path("vectors/misc/dtypes.safetensors");
        Map<String, Shape> floats = Map.of(
                "f32", new Shape(2, 5),
                "f64", new Shape(10),
                "f16", new Shape(10),
                "bf16", new Shape(5, 2),
                "empty", new Shape(0, 4),
                "scalar", new Shape());
        try (Weights read = SafetensorsFile.read(dtypes, floats, name -> !floats.containsKey(name));
                TensorFile plain = TensorFile.open(dtypes)) {
            floats.forEach((name, shape) -> {
                assertThat(read.get(name).getDataType()).isEqualTo(DataType.FLOAT32);
                assertThat(read.get(name).getShape()).isEqualTo(shape);
                if (shape.size() > 0) {
                    assertThat(read.get(name).toFloatArray()).as(name).containsExactly(plain.floats(name));
                }
            });
        }
    }

    @Test
    void aTensorMayComeInSeveralPieces() {
        Path dtypes = DiffusersVectors.path("vectors/misc/dtypes.safetensors");
        Map<String, Shape> floats = Map.of("f32", new Shape(2, 5), "f64", new Shape(10), "bf16", new Shape(5, 2));
        try (TensorFile small = TensorFile.open(dtypes, 8);
                Weights read = SafetensorsFile.read(small, floats, name -> !floats.containsKey(name))) {
            floats.forEach((name, shape) -> {
                assertThat(small.pieces(name)).hasSizeGreaterThan(2);
                assertThat(read.get(name).getShape()).isEqualTo(shape);
                assertThat(read.get(name).toFloatArray()).as(name).containsExactly(small.floats(name));
            });
        }
    }

    @Test
    void oldFilesMayHoldWhatIsIgnorable() {
        Path old = DiffusersVectors.path("sd-tiny-a-legacy/text_encoder/model.safetensors");
        Map<String, Shape> shapes = new HashMap<>();
        try (TensorFile plain = TensorFile.open(old)) {
            plain.entries().forEach((name, entry) -> shapes.put(name, new Shape(entry.shape())));
        }
        String extra = "text_model.embeddings.position_ids";
        assertThat(shapes.remove(extra)).isNotNull();
        try (Weights read = SafetensorsFile.read(old, shapes, extra::equals)) {
            assertThat(read.all().keySet()).isEqualTo(shapes.keySet());
        }
        assertThatThrownBy(() -> SafetensorsFile.read(old, shapes))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("unexpected " + extra);
        shapes.put(extra, new Shape(1, 77));
        assertThatThrownBy(() -> SafetensorsFile.read(old, shapes, extra::equals))
                .hasMessageContaining(extra + " has the type I64, expected a floating-point type");
    }

    @Test
    void shardsReadAsOneFile() throws IOException {
        new SafetensorsWriter().floats("a.weight", List.of(2L, 3L), VALUES).write(folder.resolve("m-1.safetensors"));
        new SafetensorsWriter()
                .floats("a.bias", List.of(2L), new float[] {3, 4})
                .write(folder.resolve("m-2.safetensors"));
        Path index = Files.writeString(
                folder.resolve("m.safetensors.index.json"),
                "{\"weight_map\":{\"a.weight\":\"m-1.safetensors\",\"a.bias\":\"m-2.safetensors\"}}");
        try (Weights read = SafetensorsFile.read(index, shapes())) {
            assertThat(read.get("a.weight").toFloatArray()).containsExactly(VALUES);
            assertThat(read.get("a.bias").toFloatArray()).containsExactly(3, 4);
        }
    }

    @Test
    void tensorsOutliveTheirFile() throws IOException {
        try (Weights read = SafetensorsFile.read(file, shapes())) {
            Files.delete(file);
            System.gc();
            assertThat(read.get("a.weight").toFloatArray()).containsExactly(VALUES);
        }
    }

    private static Map<String, Shape> shapes() {
        return Map.of("a.weight", new Shape(2, 3), "a.bias", new Shape(2));
    }
}
