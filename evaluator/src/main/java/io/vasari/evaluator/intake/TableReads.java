package io.vasari.evaluator.intake;

import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Json;
import io.vasari.contracts.Shard;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Looks up what a topic of one partition says by now. Each look has a consumer of its own, without a group. */
final class TableReads {
    private static final Logger LOG = Logger.getLogger(TableReads.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Shards may be told by a clock that is behind the one that created the job. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    /** Status and shards travel on different topics: the last shards may be seen a moment later. */
    private static final Duration LAG = Duration.ofSeconds(10);

    private final Supplier<Consumer<String, byte[]>> consumers;

    TableReads(Supplier<Consumer<String, byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * All shards of a job that has ended, by their first sample.
     *
     * @throws KafkaException when some are missing
     */
    List<Shard> shards(JobStatus status) {
        var partition = new TopicPartition(Topics.JOB_SHARDS, 0);
        var prefix = status.job().id() + "/";
        var shards = new TreeMap<String, Shard>();
        try (var consumer = consumers.get()) {
            consumer.assign(List.of(partition));
            long from = status.job().createdAt().minus(SKEW).toEpochMilli();
            var start = consumer.offsetsForTimes(Map.of(partition, from)).get(partition);
            if (start == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, start.offset());
            }
            long deadline = System.nanoTime() + LAG.toNanos();
            while (samplesOf(shards) < status.done()) {
                var records = consumer.poll(POLL);
                records.forEach(row -> {
                    if (row.key() != null && row.key().startsWith(prefix) && row.value() != null) {
                        shards.put(row.key(), Json.read(row.value(), Shard.class));
                    }
                });
                if (records.isEmpty() && System.nanoTime() > deadline) {
                    throw new KafkaException("of the %d samples of study %s only the shards of %d can be found"
                            .formatted(status.done(), status.job().id(), samplesOf(shards)));
                }
            }
        }
        return List.copyOf(shards.values());
    }

    private static int samplesOf(Map<String, Shard> shards) {
        return shards.values().stream().mapToInt(shard -> shard.range().count()).sum();
    }

    /** All evaluations of studies that there are; what cannot be read is skipped. */
    void evaluations(java.util.function.Consumer<StudyEvaluation> visitor) {
        var partition = new TopicPartition(Topics.STUDY_EVALUATIONS, 0);
        try (var consumer = consumers.get()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(POLL).forEach(row -> visit(row, visitor));
            }
        }
    }

    private static void visit(
            ConsumerRecord<String, byte[]> row, java.util.function.Consumer<StudyEvaluation> visitor) {
        if (row.value() == null) {
            return;
        }
        try {
            visitor.accept(Json.read(row.value(), StudyEvaluation.class));
        } catch (IllegalArgumentException e) {
            LOG.warnf("the evaluation of study %s is skipped: %s", row.key(), e.getMessage());
        }
    }
}
