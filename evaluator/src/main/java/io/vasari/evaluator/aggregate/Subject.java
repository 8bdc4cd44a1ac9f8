package io.vasari.evaluator.aggregate;

import io.vasari.contracts.ModelRef;

/** Who is judged by whom. Scores of two classifiers are never mixed. */
public record Subject(ModelRef model, ModelRef classifier) {}
