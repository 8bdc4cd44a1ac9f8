package io.vasari.evaluator.streams;

import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.aggregate.FeatureKey;
import io.vasari.evaluator.aggregate.FeatureSketch;
import io.vasari.evaluator.aggregate.FeatureStore;
import io.vasari.evaluator.aggregate.SketchCodec;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/** Sketches in a state store, which may be cached. The key is {@code model NUL embedder NUL kind NUL name}. */
final class KeyValueSketches implements FeatureStore {
    private static final String SEPARATOR = "\0";
    private static final int PARTS = 4;

    private final KeyValueStore<String, byte[]> store;

    KeyValueSketches(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    @Override
    public Optional<FeatureSketch> find(FeatureKey key) {
        return Optional.ofNullable(store.get(name(key))).map(SketchCodec::read);
    }

    @Override
    public void put(FeatureKey key, FeatureSketch sketch) {
        store.put(name(key), SketchCodec.write(sketch));
    }

    @Override
    public void delete(FeatureKey key) {
        store.delete(name(key));
    }

    @Override
    public void forEach(BiConsumer<FeatureKey, FeatureSketch> visitor) {
        try (var all = store.all()) {
            all.forEachRemaining(entry -> visitor.accept(parse(entry.key), SketchCodec.read(entry.value)));
        }
    }

    private static String name(FeatureKey key) {
        return String.join(
                SEPARATOR,
                key.model().toString(),
                key.embedder().toString(),
                key.kind().name(),
                key.name());
    }

    private static FeatureKey parse(String name) {
        String[] parts = name.split(SEPARATOR, PARTS);
        return new FeatureKey(
                ModelRef.parse(parts[0]), ModelRef.parse(parts[1]), FeatureKey.Kind.valueOf(parts[2]), parts[3]);
    }
}
