package io.vasari.evaluator.study;

import io.vasari.contracts.ModelRef;

/** Finds who looks at a model's studies. */
public interface Eyes {
    /** @throws io.vasari.evaluator.scoring.CriticException when what the card names cannot be loaded */
    Eye of(ModelRef model);
}
