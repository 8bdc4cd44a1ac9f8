package io.vasari.evaluator.study;

import io.vasari.contracts.ModelRef;

/** Finds the models that look at a model's studies. */
public interface StudyModelSource {
    /** @throws io.vasari.evaluator.scoring.CriticException when what the card names cannot be loaded */
    StudyModels of(ModelRef model);
}
