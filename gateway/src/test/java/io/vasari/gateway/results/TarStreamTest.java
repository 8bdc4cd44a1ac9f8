package io.vasari.gateway.results;

import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.png;
import static io.vasari.gateway.Samples.shard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.FileStore;
import io.vasari.artifacts.StoreException;
import io.vasari.artifacts.shard.ShardReader;
import io.vasari.artifacts.shard.ShardWriter;
import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Job;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Shard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarStreamTest {
    private final Job job = job(id(1), 1000);
    private ArtifactStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = FileStore.open(folder);
    }

    @Test
    void theShardsTogetherAreTheTarOfTheWholeJob() throws IOException {
        var whole = shard(store, job(id(2), 1000), new SampleRange(0, 600));
        byte[] expected =
                store.read(whole.artifact().uri(), 0, (int) whole.artifact().sizeBytes());

        var parts = List.of(
                shard(store, job, new SampleRange(0, 1)),
                shard(store, job, new SampleRange(1, 499)),
                shard(store, job, new SampleRange(500, 100)));

        assertThat(expected.length).isGreaterThan(3 * TarStream.CHUNK_BYTES);
        assertThat(bytes(parts)).isEqualTo(expected);
    }

    @Test
    void aSampleThatTwoShardsHoldIsTakenOnce() throws IOException {
        var shards = List.of(
                shard(store, job, new SampleRange(0, 10)),
                shard(store, job, new SampleRange(5, 10)),
                shard(store, job, new SampleRange(6, 3)),
                shard(store, job, new SampleRange(20, 2)));

        var indices = new ArrayList<Integer>();
        try (var reader = new ShardReader(new ByteArrayInputStream(bytes(shards)))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                if (entry.get().isImage()) {
                    indices.add(entry.get().index());
                    assertThat(entry.get().content()).isEqualTo(png(entry.get().index()));
                }
            }
        }
        assertThat(indices)
                .containsExactlyElementsOf(IntStream.concat(IntStream.range(0, 15), IntStream.range(20, 22))
                        .boxed()
                        .toList());
    }

    @Test
    void aShardThatWasCutOffIsAnError() {
        var shard = shard(store, job, new SampleRange(0, 10));
        byte[] half = store.read(shard.artifact().uri(), 0, 3000);
        store.put(shard.artifact().uri(), ShardWriter.MEDIA_TYPE, half, half.length);

        assertThatThrownBy(() -> bytes(List.of(shard)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("bytes early");
    }

    @Test
    void aShardThatIsNotThereIsAnError() {
        var missing = new Shard(
                new SampleRange(0, 1), new ArtifactRef("jobs/x/0-1-1.tar", "", 2048, ""), new long[] {512}, new int[] {1
                });

        assertThatThrownBy(() -> bytes(List.of(missing))).isInstanceOf(StoreException.class);
    }

    private byte[] bytes(List<Shard> shards) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarStream(store, shards.iterator())) {
            for (byte[] chunk = tar.next(); chunk.length > 0; chunk = tar.next()) {
                assertThat(chunk.length).isLessThanOrEqualTo(TarStream.CHUNK_BYTES);
                out.write(chunk);
            }
        }
        return out.toByteArray();
    }
}
