package io.vasari.evaluator.judge;

import io.vasari.contracts.ModelRef;
import java.util.Optional;

/** Finds what a model's features are compared with. */
@FunctionalInterface
public interface FeatureComparisons {
    FeatureComparisons NONE = (model, embedder) -> Optional.empty();

    /** @return empty where the model's card names no reference set, or none that this embedder made */
    Optional<FeatureComparison> of(ModelRef model, ModelRef embedder);
}
