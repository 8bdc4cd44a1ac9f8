package io.vasari.models.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenComesBack() throws IOException {
        Path file = folder.resolve("new/folder/x.safetensors");
        float[] many = new float[200_001];
        for (int i = 0; i < many.length; i++) {
            many[i] = i * 0.1f;
        }
        new SafetensorsWriter()
                .bytes("bytes \"é\"", List.of(3L), new byte[] {0, 127, -1})
                .floats("many", List.of(3L, 66_667L), many)
                .longs("long", List.of(), new long[] {Long.MIN_VALUE})
                .floats("none", List.of(0L, 5L), new float[0])
                .metadata("format", "pt")
                .write(file);
        try (TensorFile read = TensorFile.open(file);
                FileChannel channel = FileChannel.open(file)) {
            assertThat(read.floats("many")).containsExactly(many);
            assertThat(read.entry("many").shape()).containsExactly(3L, 66_667L);
            assertThat(read.longs("long")).containsExactly(Long.MIN_VALUE);
            assertThat(read.bytes("bytes \"é\"")).containsExactly(0, 127, -1);
            assertThat(read.floats("none")).isEmpty();
            var header = SafetensorsHeader.read(channel, "x", channel.size());
            assertThat(header.metadata()).containsEntry("format", "pt");
            assertThat(header.dataOffsetBytes() % 8).isZero();
            assertThat(header.entries().keySet()).containsExactly("long", "many", "none", "bytes \"é\"");
        }
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void equalTensorsMakeEqualBytes() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        new SafetensorsWriter()
                .floats("a", List.of(1L), new float[1])
                .floats("b", List.of(1L), new float[1])
                .write(one);
        new SafetensorsWriter()
                .floats("b", List.of(1L), new float[1])
                .floats("a", List.of(1L), new float[1])
                .write(two);
        assertThat(two).hasSameBinaryContentAs(one);
    }

    @Test
    void misfitsAreRefused() {
        var writer = new SafetensorsWriter().floats("a", List.of(2L), new float[2]);
        assertThatThrownBy(() -> writer.longs("a", List.of(1L), new long[1]))
                .hasMessageContaining("a: the name is taken");
        assertThatThrownBy(() -> writer.floats("b", List.of(3L), new float[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b has 2 values, its shape [3] needs 3");
        var lying = new SafetensorsWriter().add("c", TensorType.U8, List.of(2L), channel -> {});
        assertThatThrownBy(() -> lying.write(folder.resolve("c")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("c wrote 0 bytes, expected 2");
    }
}
