package io.vasari.gateway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.DeadLetter;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.SampleRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has arrived of what the scheduler told the world, apart from tasks. */
final class Arrivals implements Published {
    final Map<String, JobStatus> statuses = new HashMap<>();
    final List<DeadLetter> deadLetters = new ArrayList<>();
    final Set<String> stopped = new HashSet<>();
    private final Map<String, List<SampleRange>> index = new HashMap<>();

    void add(Effect effect) {
        if (effect instanceof Effect.Announce announce) {
            add(announce.status());
        } else if (effect instanceof Effect.Index shard) {
            String jobId = shard.key().substring(0, shard.key().indexOf('/'));
            index.computeIfAbsent(jobId, id -> new ArrayList<>())
                    .add(shard.shard().range());
        } else if (effect instanceof Effect.Stop stop) {
            stopped.add(stop.cancellation().jobId());
        } else if (effect instanceof Effect.Bury bury) {
            deadLetters.add(bury.letter());
        }
    }

    private void add(JobStatus status) {
        var before = statuses.put(status.job().id(), status);
        if (before != null && before.state().isTerminal()) {
            assertThat(status.state()).as("an end that had been told changed").isEqualTo(before.state());
        }
    }

    @Override
    public Optional<JobStatus> status(String jobId) {
        return Optional.ofNullable(statuses.get(jobId));
    }

    @Override
    public List<SampleRange> shards(String jobId) {
        return index.getOrDefault(jobId, List.of());
    }
}
