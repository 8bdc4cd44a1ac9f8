package io.vasari.gateway.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.FileStore;
import io.vasari.artifacts.StoreException;
import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.FailureCode;
import io.vasari.gateway.InMemoryFarm;
import io.vasari.gateway.Samples;
import io.vasari.gateway.uploads.ImageUploads;
import io.vasari.gateway.uploads.UploadsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSweeperTest {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    @Test
    void aSweepThatFailsIsTriedAgain() throws IOException {
        var store = new MovingStore(FileStore.open(folder), new AtomicInteger());
        var image = folder.resolve(new ImageUploads(store).put(Samples.png(1)).uri());
        Files.setLastModifiedTime(image, FileTime.from(Instant.EPOCH));
        var sweeper = new StoreSweeper(
                store, new InMemoryFarm(), Clock.systemUTC(), new Config(Duration.ofMinutes(1), PERIOD));

        sweeper.start();
        try {
            await().until(() -> Files.notExists(image));
        } finally {
            sweeper.stop();
        }

        assertThat(store.listings().get()).as("the first one failed").isGreaterThan(1);
    }

    @Test
    void aPeriodOfLessThanASecondIsRefused() {
        var store = FileStore.open(folder);
        var config = new Config(Duration.ofHours(24), PERIOD.minusMillis(1));

        assertThatThrownBy(() -> new StoreSweeper(store, new InMemoryFarm(), Clock.systemUTC(), config))
                .hasMessage("vasari.uploads.sweep-period is PT0.999S, it must be at least PT1S");
    }

    private record Config(Duration keep, Duration sweepPeriod) implements UploadsConfig {}

    /** Away when its artifacts are listed for the first time. */
    private record MovingStore(ArtifactStore store, AtomicInteger listings) implements ArtifactStore {
        @Override
        public List<String> putBefore(String folder, Instant moment) {
            if (listings.incrementAndGet() == 1) {
                throw new StoreException(FailureCode.STORE_UNAVAILABLE, "away", null);
            }
            return store.putBefore(folder, moment);
        }

        @Override
        public boolean answers() {
            return store.answers();
        }

        @Override
        public ArtifactRef put(String uri, String mediaType, byte[] bytes, int length) {
            return store.put(uri, mediaType, bytes, length);
        }

        @Override
        public byte[] read(String uri, long offset, int length) {
            return store.read(uri, offset, length);
        }

        @Override
        public InputStream open(String uri) {
            return store.open(uri);
        }

        @Override
        public boolean delete(String uri, Instant putBefore) {
            return store.delete(uri, putBefore);
        }
    }
}
