package io.vasari.models.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.models.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardedFileTest {

    private static final String FIRST = "model-00001-of-00002.safetensors";
    private static final String SECOND = "model-00002-of-00002.safetensors";

    @TempDir
    Path folder;

    private Path index;

    @BeforeEach
    void write() throws IOException {
        index = folder.resolve("model.safetensors.index.json");
        shard(FIRST, "a", "b");
        shard(SECOND, "c");
        index("'a':'" + FIRST + "','c':'" + SECOND + "','b':'" + FIRST + "'");
    }

    @Test
    void allShardsReadAsOne() {
        try (TensorFile file = TensorFile.open(TensorFile.locate(folder, "model"))) {
            assertThat(file.entries().keySet()).containsExactly("a", "b", "c");
            assertThat(file.floats("b")).containsExactly('b');
            assertThat(file.floats("c")).containsExactly('c');
        }
    }

    @Test
    void indexAndShardsMustAgree() throws IOException {
        index("'a':'" + FIRST + "','b':'" + SECOND + "','c':'" + SECOND + "'");
        assertRefused(FIRST + " has 2 tensors, ");
        index("'a':'" + FIRST + "','b':'" + FIRST + "','c':'" + SECOND + "','d':'" + SECOND + "'");
        assertRefused(SECOND + " lacks d");
        shard(SECOND, "c", "a");
        index("'a':'" + FIRST + "','b':'" + FIRST + "','c':'" + SECOND + "'");
        assertRefused(SECOND + " has a, which an earlier file");
    }

    @Test
    void missingShardsAndPathsOutOfTheFolderAreRefused() throws IOException {
        Files.delete(folder.resolve(SECOND));
        assertRefused("no weights at " + folder.resolve(SECOND));
        for (String name : List.of("../x.safetensors", "/etc/x.safetensors", "a\\\\b.safetensors", "x.bin", "")) {
            index("'a':'" + name + "'");
            assertRefused("expected the name of a safetensors file beside the index");
        }
        Files.writeString(index, "{}");
        assertRefused("has no weight_map");
        Files.writeString(index, "{");
        assertRefused("is not readable JSON");
    }

    @Test
    void missingWeightsNameBothPlaces() {
        assertThatThrownBy(() -> TensorFile.locate(folder, "other"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("other.safetensors")
                .hasMessageContaining("other.safetensors.index.json");
    }

    private void assertRefused(String problem) {
        assertThatThrownBy(() -> TensorFile.open(index).close())
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(problem);
    }

    private void shard(String name, String... tensors) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        for (String tensor : tensors) {
            writer.floats(tensor, List.of(1L), new float[] {tensor.charAt(0)});
        }
        writer.write(folder.resolve(name));
    }

    private void index(String map) throws IOException {
        Files.writeString(index, ("{'metadata':{'total_size':12},'weight_map':{" + map + "}}").replace('\'', '"'));
    }
}
