package io.vasari.artifacts.shard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardWriterTest {
    private static final ModelRef MODEL = new ModelRef("mnist-gan", "epoch-200");
    private static final ArtifactRef REF = new ArtifactRef("a.tar", "00", 1, ShardWriter.MEDIA_TYPE);

    @TempDir
    Path dir;

    @Test
    void samplesAreReadBackInOrder() throws IOException {
        var range = new SampleRange(1_234_567_890, 5);
        var contents = contents(5);

        var entries = entries(tar(range, contents));

        assertThat(entries)
                .extracting(ShardReader.Entry::name)
                .startsWith("1234567890.png", "1234567890.json", "1234567891.png")
                .hasSize(10);
        assertThat(entries).extracting(ShardReader.Entry::index).isSorted();
        for (int i = 0; i < 5; i++) {
            assertThat(entries.get(2 * i).content()).isEqualTo(contents.get(i));
            assertThat(entries.get(2 * i).index()).isEqualTo(1_234_567_890 + i);
        }
    }

    @Test
    void offsetsAndSizesCutOutTheImages() {
        var writer = new ShardWriter();
        var contents = contents(7);

        byte[] tar = write(writer, new SampleRange(3, 7), contents);

        var shard = writer.shard(REF);
        for (int index = 3; index < 10; index++) {
            int from = (int) shard.offsetOf(index);
            assertThat(Arrays.copyOfRange(tar, from, from + shard.sizeOf(index)))
                    .isEqualTo(contents.get(index - 3));
        }
    }

    @Test
    void theSidecarTellsModelSeedIndexAndBelief() throws IOException {
        var writer = new ShardWriter();
        writer.begin(MODEL, -42, new SampleRange(0, 4));
        for (float belief : new float[] {0.5f, 1f, 0.0000004f, ShardWriter.NO_BELIEF}) {
            writer.add(new byte[1], 1, belief);
        }

        var json = entries(Arrays.copyOf(writer.bytes(), writer.finish())).stream()
                .filter(entry -> !entry.isImage())
                .map(entry -> new String(entry.content(), UTF_8))
                .toList();

        assertThat(json)
                .containsExactly(
                        "{\"model\":\"mnist-gan@epoch-200\",\"seed\":-42,\"index\":0,\"belief\":0.500000}",
                        "{\"model\":\"mnist-gan@epoch-200\",\"seed\":-42,\"index\":1,\"belief\":1.000000}",
                        "{\"model\":\"mnist-gan@epoch-200\",\"seed\":-42,\"index\":2,\"belief\":0.000000}",
                        "{\"model\":\"mnist-gan@epoch-200\",\"seed\":-42,\"index\":3}");
        assertThat(Json.read(json.get(0).getBytes(UTF_8), Map.class)).containsEntry("belief", 0.5);
    }

    @Test
    void theSidecarTellsTheNoiseThatSamplesShare() throws IOException {
        var writer = new ShardWriter();
        String hash = "9f86d081".repeat(8);
        writer.begin(MODEL, 42, new SampleRange(0, 2));
        writer.add(new byte[1], 1, 0.5f, Optional.of(hash));
        writer.add(new byte[1], 1, ShardWriter.NO_BELIEF, Optional.of(hash));

        var json = entries(Arrays.copyOf(writer.bytes(), writer.finish())).stream()
                .filter(entry -> !entry.isImage())
                .map(entry -> Json.read(entry.content(), Map.class))
                .toList();

        assertThat(json).allSatisfy(sidecar -> assertThat(sidecar).containsEntry("noise_sha256", hash));
        assertThat(json.get(0)).containsEntry("belief", 0.5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 10, 4095, 999_999, Integer.MAX_VALUE - 1})
    void systemTarReadsIt(int first) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tar")) || Files.isExecutable(Path.of("/bin/tar")));
        byte[] image = contents(1).get(0);
        Path file = Files.write(dir.resolve("shard.tar"), tar(new SampleRange(first, 1), List.of(image)));

        var tar = new ProcessBuilder("tar", "-xvf", file.toString(), "-C", dir.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tar.getInputStream().readAllBytes(), UTF_8);

        assertThat(tar.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("%010d.png\n%010d.json\n".formatted(first, first));
        assertThat(dir.resolve("%010d.png".formatted(first))).hasBinaryContent(image);
    }

    /** By the text of POSIX.1-1988, with none of the writer's own code. */
    @Test
    void everyHeaderHasTheChecksumOfUstar() {
        byte[] tar = tar(new SampleRange(99_999_990, 20), contents(20));
        int at = 0;
        int headers = 0;
        while (tar[at] != 0) {
            int sum = 0;
            for (int i = 0; i < 512; i++) {
                sum += i >= 148 && i < 156 ? 32 : tar[at + i] & 0xFF;
            }
            assertThat(new String(tar, at + 148, 8, UTF_8)).isEqualTo("%06o\0 ".formatted(sum));
            assertThat(new String(tar, at + 257, 8, UTF_8)).isEqualTo("ustar\0" + "00");
            int size = Integer.parseInt(new String(tar, at + 124, 11, UTF_8), 8);
            at += 512 + (size + 511) / 512 * 512;
            headers++;
        }
        assertThat(headers).isEqualTo(40);
        assertThat(tar.length - at).isEqualTo(1024);
        assertThat(Arrays.copyOfRange(tar, at, tar.length)).containsOnly(0);
    }

    @Test
    void aWriterForgetsTheTaskBefore() {
        var used = new ShardWriter();
        write(used, new SampleRange(0, 30), contents(30));

        byte[] again = write(used, new SampleRange(5, 3), contents(3));

        assertThat(again).isEqualTo(tar(new SampleRange(5, 3), contents(3)));
    }

    @Test
    void aShardIsWholeOrNotAtAll() {
        var writer = new ShardWriter();
        writer.begin(MODEL, 1, new SampleRange(0, 2));
        writer.add(new byte[3], 3, 0.1f);

        assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        writer.add(new byte[3], 3, 0.1f);
        assertThatThrownBy(() -> writer.add(new byte[3], 3, 0.1f)).isInstanceOf(IllegalStateException.class);
        assertThat(writer.finish()).isEqualTo(2 * 2048 + 1024);
    }

    @Test
    void aDamagedShardIsNotReadOn() {
        byte[] tar = tar(new SampleRange(0, 3), contents(3));
        tar[3] ^= 1;

        assertThatThrownBy(() -> entries(tar)).isInstanceOf(IOException.class).hasMessageContaining("checksum");
        assertThatThrownBy(() -> entries(Arrays.copyOf(tar(new SampleRange(0, 3), contents(3)), 700)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ends");
    }

    private static byte[] tar(SampleRange range, List<byte[]> contents) {
        return write(new ShardWriter(), range, contents);
    }

    private static byte[] write(ShardWriter writer, SampleRange range, List<byte[]> contents) {
        writer.begin(MODEL, 42, range);
        contents.forEach(content -> writer.add(content, content.length, 0.25f));
        return Arrays.copyOf(writer.bytes(), writer.finish());
    }

    private static List<ShardReader.Entry> entries(byte[] tar) throws IOException {
        var entries = new ArrayList<ShardReader.Entry>();
        try (var reader = new ShardReader(new ByteArrayInputStream(tar))) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                entries.add(next.get());
            }
        }
        return entries;
    }

    /** Of lengths on, below and above a block. */
    private static List<byte[]> contents(int count) {
        var random = new Random(11);
        var contents = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            byte[] content = new byte[new int[] {512, 511, 513, 1, 1024, 300, 0}[i % 7]];
            random.nextBytes(content);
            contents.add(content);
        }
        return contents;
    }
}
