package io.vasari.gateway.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Shard;
import java.util.ArrayList;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShardPagesTest {
    private final TreeMap<Integer, Shard> shards = new TreeMap<>();
    private final ShardPages pages = new ShardPages(
            (from, limit) -> shards.tailMap(from).values().stream().limit(limit).toList());

    @Test
    void everyShardComesOnceInOrder() {
        for (int first = 0; first < 100; first++) {
            add(first);
        }

        var seen = new ArrayList<Integer>();
        pages.forEachRemaining(shard -> seen.add(shard.range().first()));

        assertThat(seen).hasSize(100).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatIsAddedMeanwhileIsSeen() {
        add(0);
        pages.next();
        add(1);

        assertThat(pages.hasNext()).isTrue();
        assertThat(pages.next().range().first()).isEqualTo(1);
        assertThat(pages.hasNext()).isFalse();
        assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
    }

    private void add(int first) {
        shards.put(
                first, new Shard(new SampleRange(first, 1), new ArtifactRef("x", "", 1, ""), new long[1], new int[1]));
    }
}
