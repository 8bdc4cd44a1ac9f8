package io.vasari.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vasari.artifacts.FileStore.Durability;
import io.vasari.contracts.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {
    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    Path dir;

    @Test
    void aStoreThatWouldEatIntoItsReserveIsFull() {
        var store = FileStore.open(dir, Durability.WRITTEN, Long.MAX_VALUE);

        var failure = failureOf(store);

        assertThat(failure.code()).isEqualTo(FailureCode.STORE_FULL);
        assertThat(failure).hasMessageContaining(dir.toString()).hasMessageContaining("jobs/a/0-1-1.tar");
    }

    @Test
    void aDiskWithoutSpaceMeansFull() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));

        assertThatThrownBy(() -> {
                    try (var out = Files.newOutputStream(full)) {
                        out.write(1);
                    } catch (IOException e) {
                        throw StoreFailures.writing(dir, "a", e);
                    }
                })
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_FULL));
    }

    @Test
    void aFileWhereTheFolderShouldBeMeansUnavailable() throws IOException {
        Path file = Files.write(dir.resolve("store"), BYTES);

        var failure = failureOf(FileStore.open(file));

        assertThat(failure.code()).isEqualTo(FailureCode.STORE_UNAVAILABLE);
        assertThat(failure).hasMessageContaining(file.toString());
    }

    @Test
    void aStoreComesBackWhenItsFolderDoes() throws IOException {
        Path root = Files.write(dir.resolve("store"), BYTES);
        var store = FileStore.open(root);
        failureOf(store);
        assertThat(store.answers()).isFalse();

        Files.delete(root);
        var ref = store.put("jobs/a/0-1-1.tar", "application/x-tar", BYTES, 3);

        assertThat(store.answers()).isTrue();
        assertThat(store.read(ref.uri(), 0, 3)).isEqualTo(BYTES);
    }

    @Test
    void aFailedWriteLeavesNothingBehind() throws IOException {
        var store = FileStore.open(dir);
        Files.write(dir.resolve("jobs"), BYTES);

        failureOf(store);

        assertThat(dir.resolve(".incoming")).isEmptyDirectory();
    }

    @Test
    void onlyOldLeftoversAreClearedAtStart() throws IOException {
        FileStore.open(dir);
        Path old = Files.write(dir.resolve(".incoming/old"), BYTES);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path fresh = Files.write(dir.resolve(".incoming/of-a-running-process"), BYTES);

        FileStore.open(dir);

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    private static StoreException failureOf(FileStore store) {
        return catchThrowableOfType(
                StoreException.class, () -> store.put("jobs/a/0-1-1.tar", "application/x-tar", BYTES, 3));
    }
}
