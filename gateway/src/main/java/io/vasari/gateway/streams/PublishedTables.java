package io.vasari.gateway.streams;

import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Json;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Topics;
import io.vasari.gateway.scheduler.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/** What the scheduler published, as it came back in this gateway's own tables. */
final class PublishedTables implements Published {
    private final TimestampedKeyValueStore<String, byte[]> statuses;
    private final TimestampedKeyValueStore<String, byte[]> shards;

    PublishedTables(
            TimestampedKeyValueStore<String, byte[]> statuses, TimestampedKeyValueStore<String, byte[]> shards) {
        this.statuses = statuses;
        this.shards = shards;
    }

    /** Of a shard, the range alone. */
    private record Extent(SampleRange range) {}

    @Override
    public Optional<JobStatus> status(String jobId) {
        return Optional.ofNullable(ValueAndTimestamp.getValueOrNull(statuses.get(jobId)))
                .map(json -> Json.read(json, JobStatus.class));
    }

    @Override
    public List<SampleRange> shards(String jobId) {
        var ranges = new ArrayList<SampleRange>();
        try (var rows = shards.range(Topics.shardKey(jobId, 0), Topics.shardKey(jobId, Integer.MAX_VALUE))) {
            rows.forEachRemaining(
                    row -> ranges.add(Json.read(row.value.value(), Extent.class).range()));
        }
        return ranges;
    }
}
