package io.vasari.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionDigestsTest {
    private final RevisionDigests digests = new RevisionDigests();

    @TempDir
    Path folder;

    private void file(String name, String content) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), content);
    }

    @Test
    void itIsOfNamesAndContentsInTheOrderOfTheNames() throws IOException {
        file("unet/weights", "w");
        file("config.json", "c");
        assertThat(digests.of(folder))
                .isEqualTo(Sha256.of("config.json\0cunet/weights\0w".getBytes(StandardCharsets.UTF_8)));
    }

    /** As caches of downloads keep them. */
    @Test
    void linksAreFollowed() throws IOException {
        file("blobs/unet/weights", "w");
        Path revision = Files.createDirectory(folder.resolve("revision"));
        Files.createSymbolicLink(revision.resolve("unet"), folder.resolve("blobs/unet"));
        assertThat(digests.of(Files.createSymbolicLink(folder.resolve("v1"), revision)))
                .isEqualTo(Sha256.of("unet/weights\0w".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void otherWeightsOfTheSameNameAreSeenAtOnce() throws IOException {
        file("weights", "old");
        String before = digests.of(folder);
        file("weights", "newer");
        assertThat(digests.of(folder)).isNotEqualTo(before);
        file("weights", "old");
        assertThat(digests.of(folder)).isEqualTo(before);
    }

    @Test
    void whatLiesBesideThePartsOfADiffusersFolderDoesNotCount() throws IOException {
        file("model_index.json", "{}");
        file("unet/weights", "w");
        String before = digests.of(folder);
        file("sheet.png", "p");
        assertThat(digests.of(folder)).isEqualTo(before);
        file("model_index.json", "{...}");
        assertThat(digests.of(folder)).isNotEqualTo(before);
    }

    @Test
    void whatIsMadeWithTheWeightsDoesNotChangeThem() throws IOException {
        file("weights", "w");
        String before = digests.of(folder);
        file("thresholds.json", "{}");
        file("reference.json", "{}");
        assertThat(digests.of(folder)).isEqualTo(before);
    }
}
