package io.vasari.evaluator.aggregate;

import java.util.Optional;
import java.util.function.BiConsumer;

/** Where sketches are kept. Calls may take effect in any order and late: what is added again is not counted twice. */
public interface FeatureStore {
    Optional<FeatureSketch> find(FeatureKey key);

    void put(FeatureKey key, FeatureSketch sketch);

    void delete(FeatureKey key);

    /** All sketches. The store must not be changed meanwhile. */
    void forEach(BiConsumer<FeatureKey, FeatureSketch> visitor);
}
