package io.vasari.evaluator.streams;

import io.vasari.contracts.Topics;
import io.vasari.evaluator.judge.FeatureComparisons;
import io.vasari.evaluator.reference.References;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/** {@code vasari.scores} -> tallies -> {@code vasari.evaluations}, and beside it {@code vasari.replays} -> peaks. */
public final class ScoresTopology {
    /** Without references of features: only classes are judged. */
    public static Topology build(References references, Findings findings, Timing timing, String evaluatorId) {
        return build(references, FeatureComparisons.NONE, findings, timing, evaluatorId);
    }

    /** @param evaluatorId named as the source of evaluations */
    public static Topology build(
            References references,
            FeatureComparisons comparisons,
            Findings findings,
            Timing timing,
            String evaluatorId) {
        var store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Aggregating.STORE), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled();
        // Cached: sketches of busy minutes change with every record, and are written once a commit.
        var sketches = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Aggregating.SKETCHES), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled();
        ProcessorSupplier<String, byte[], String, byte[]> aggregating =
                () -> new Aggregating(references, comparisons, findings, timing, "/evaluators/" + evaluatorId);
        var peaks = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Replaying.STORE), Serdes.String(), Serdes.Integer())
                .withCachingDisabled();
        ProcessorSupplier<String, byte[], Void, Void> replaying = () -> new Replaying(findings, timing.figures());
        return new Topology()
                .addSource("scores", new StringDeserializer(), new ByteArrayDeserializer(), Topics.SCORES)
                .addProcessor("aggregate", aggregating, "scores")
                .addStateStore(store, "aggregate")
                .addStateStore(sketches, "aggregate")
                .addSink(
                        "evaluations",
                        Topics.EVALUATIONS,
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        "aggregate")
                .addSource("replays", new StringDeserializer(), new ByteArrayDeserializer(), Topics.REPLAYS)
                .addProcessor("replay", replaying, "replays")
                .addStateStore(peaks, "replay");
    }

    private ScoresTopology() {}
}
