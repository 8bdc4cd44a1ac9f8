package io.vasari.gateway.streams;

import io.vasari.contracts.Topics;
import io.vasari.gateway.scheduler.SchedulerLimits;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Commands and reports go into the scheduler, which keeps its jobs in a store and writes to every other topic; beside it,
 * every gateway keeps the tables.
 *
 * <pre>
 * vasari.jobs ---------+
 *                      +--> scheduler [scheduler-jobs] --> vasari.tasks.*, vasari.interactive-tasks.*, job-status, job-shards,
 * vasari.task-events --+        |                              cancellations, dlq
 *                               +-- reads the tables job-status, job-shards, workers
 * </pre>
 */
final class FarmTopology {
    private static final String SCHEDULER = "scheduler";

    static Topology build(SchedulerLimits limits, FarmObserver observer) {
        var topology = tables();
        topology.addSource("commands", new StringDeserializer(), new ByteArrayDeserializer(), Topics.JOBS);
        topology.addSource("reports", new StringDeserializer(), new ByteArrayDeserializer(), Topics.TASK_EVENTS);
        topology.addProcessor(SCHEDULER, () -> new SchedulerNode(limits, observer), "commands", "reports");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(Tables.SCHEDULER_JOBS),
                                Serdes.String(),
                                Serdes.ByteArray())
                        .withCachingEnabled()
                        .withLoggingEnabled(Map.of()),
                SCHEDULER);
        topology.addSink(
                "words",
                (key, outgoing, context) -> outgoing.topic(),
                new StringSerializer(),
                Outgoing.SERIALIZER,
                SCHEDULER);
        return topology;
    }

    private static Topology tables() {
        var builder = new StreamsBuilder();
        new TreeMap<>(Tables.TOPICS)
                .forEach((table, topic) -> builder.globalTable(
                        topic,
                        Consumed.with(Serdes.String(), Serdes.ByteArray()),
                        Materialized.<String, byte[], KeyValueStore<Bytes, byte[]>>as(table)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.ByteArray())
                                .withCachingDisabled()));
        return builder.build();
    }

    private FarmTopology() {}
}
