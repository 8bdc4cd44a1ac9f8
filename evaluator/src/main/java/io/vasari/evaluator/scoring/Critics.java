package io.vasari.evaluator.scoring;

import io.vasari.contracts.ModelRef;
import java.util.Optional;

/** Finds who judges a model's samples. */
public interface Critics {
    /**
     * @return empty when the model is not known here or names no critic
     * @throws CriticException when the critic cannot be loaded
     */
    Optional<Critic> of(ModelRef model);
}
