package io.vasari.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.StoreException;
import io.vasari.contracts.ArtifactRef;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every artifact store does. Extend it, give it a store, and its tests run. */
public abstract class ArtifactStoreContract {
    private static final String TAR = "application/x-tar";
    private static final String URI = "jobs/01ja/0-2-1.tar";
    private static final Instant EARLIER = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    /** An empty store that works. */
    protected abstract ArtifactStore store();

    @Test
    void whatIsPutIsReadBack() throws IOException {
        byte[] bytes = random(100_000);

        store().put(URI, TAR, bytes, bytes.length);

        try (var in = store().open(URI)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void itAnswersThoughAnArtifactIsMissing() {
        assertThat(store().answers()).isTrue();
        assertThatThrownBy(() -> store().open(URI)).isInstanceOf(StoreException.class);
    }

    @Test
    void theReferenceTellsSizeTypeAndDigest() {
        var ref = store().put(URI, TAR, "abcdef".getBytes(), 3);

        assertThat(ref)
                .isEqualTo(new ArtifactRef(
                        URI, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3, TAR));
    }

    @Test
    void onlyTheGivenLengthIsStored() {
        store().put(URI, TAR, new byte[] {1, 2, 3, 4}, 2);

        assertThat(store().read(URI, 0, 2)).containsExactly(1, 2);
        assertThatThrownBy(() -> store().read(URI, 0, 3)).isInstanceOf(StoreException.class);
    }

    @Test
    void aRangeIsReadFromTheMiddle() {
        store().put(URI, TAR, new byte[] {1, 2, 3, 4, 5}, 5);

        assertThat(store().read(URI, 3, 2)).containsExactly(4, 5);
    }

    @Test
    void anEmptyArtifactIsAnArtifact() throws IOException {
        store().put(URI, TAR, new byte[0], 0);

        try (var in = store().open(URI)) {
            assertThat(in.readAllBytes()).isEmpty();
        }
    }

    @Test
    void puttingAgainReplacesTheWhole() throws IOException {
        store().put(URI, TAR, new byte[] {1, 2, 3, 4}, 4);
        store().put(URI, TAR, new byte[] {9}, 1);

        try (var in = store().open(URI)) {
            assertThat(in.readAllBytes()).containsExactly(9);
        }
    }

    @Test
    void aMissingArtifactIsNamed() {
        assertThatThrownBy(() -> store().read("jobs/none", 0, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jobs/none");
        assertThatThrownBy(() -> store().open("jobs/none").close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jobs/none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/etc/passwd", "../out", "jobs/../../out", "jobs//a", "a/", ".incoming/x", "a\\b", "a\0b"})
    void aUriThatIsNotOneIsRefused(String uri) {
        assertThatThrownBy(() -> store().put(uri, TAR, new byte[1], 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().read(uri, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().open(uri).close()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().delete(uri, LATER)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().putBefore(uri, LATER)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyArtifactsOfTheFolderItselfAndOfThatAgeAreListed() {
        put("uploads/a.png");
        put("uploads/b.png");
        put("uploads/deeper/c.png");
        put("other/d.png");

        assertThat(store().putBefore("uploads", LATER)).containsExactlyInAnyOrder("uploads/a.png", "uploads/b.png");
        assertThat(store().putBefore("uploads", EARLIER)).isEmpty();
        assertThat(store().putBefore("nowhere", LATER)).isEmpty();
    }

    @Test
    void whatIsDeletedIsGoneAndTheRestStays() {
        put("uploads/a.png");
        put("uploads/b.png");

        assertThat(store().delete("uploads/a.png", LATER)).isTrue();

        assertThat(store().putBefore("uploads", LATER)).containsExactly("uploads/b.png");
        assertThatThrownBy(() -> store().read("uploads/a.png", 0, 1)).isInstanceOf(StoreException.class);
        assertThat(store().delete("uploads/a.png", LATER)).as("again").isFalse();
    }

    @Test
    void whatWasPutSinceIsNotDeleted() {
        put("uploads/a.png");

        assertThat(store().delete("uploads/a.png", EARLIER)).isFalse();

        assertThat(store().read("uploads/a.png", 0, 1)).containsExactly(7);
    }

    @Test
    void readersNeverSeeHalfAnArtifact() {
        var store = store();
        byte[] ones = filled(1);
        byte[] twos = filled(2);
        store.put(URI, TAR, ones, ones.length);

        IntStream.range(0, 200).parallel().forEach(i -> {
            if (i % 4 == 0) {
                store.put(URI, TAR, i % 8 == 0 ? ones : twos, ones.length);
            } else {
                assertThat(store.read(URI, 0, ones.length)).isIn(ones, twos);
            }
        });
    }

    private void put(String uri) {
        store().put(uri, TAR, new byte[] {7}, 1);
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[50_000];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
