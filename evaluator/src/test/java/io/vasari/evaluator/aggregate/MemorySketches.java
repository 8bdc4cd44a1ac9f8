package io.vasari.evaluator.aggregate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A store in memory that keeps bytes, as the real one does. */
class MemorySketches implements FeatureStore {
    private final Map<FeatureKey, byte[]> sketches = new HashMap<>();

    MemorySketches copy() {
        var copy = new MemorySketches();
        copy.sketches.putAll(sketches);
        return copy;
    }

    int size() {
        return sketches.size();
    }

    long bytes() {
        return sketches.values().stream().mapToLong(bytes -> bytes.length).sum();
    }

    @Override
    public Optional<FeatureSketch> find(FeatureKey key) {
        return Optional.ofNullable(sketches.get(key)).map(SketchCodec::read);
    }

    @Override
    public void put(FeatureKey key, FeatureSketch sketch) {
        sketches.put(key, SketchCodec.write(sketch));
    }

    @Override
    public void delete(FeatureKey key) {
        sketches.remove(key);
    }

    @Override
    public void forEach(BiConsumer<FeatureKey, FeatureSketch> visitor) {
        sketches.forEach((key, bytes) -> visitor.accept(key, SketchCodec.read(bytes)));
    }
}
