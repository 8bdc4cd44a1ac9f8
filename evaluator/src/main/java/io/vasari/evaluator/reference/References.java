package io.vasari.evaluator.reference;

import io.vasari.contracts.ModelRef;
import io.vasari.scores.Reference;

/** Finds the histogram that a classifier made of real held-out data. */
public interface References {
    /** @throws IllegalArgumentException when the classifier is not known or its reference is broken */
    Reference of(ModelRef classifier);
}
