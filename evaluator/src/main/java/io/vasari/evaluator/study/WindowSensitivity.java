package io.vasari.evaluator.study;

import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Perturbation;
import io.vasari.contracts.StudyEvaluation.Variance;
import io.vasari.evaluator.aggregate.Window;
import java.util.Optional;

/**
 * How sensitive a revision was to wording, by the studies of one kind that ended in a window.
 *
 * @param meanDistance of the studies' median distances
 * @param variance mean of the studies that have one
 */
public record WindowSensitivity(
        ModelRef model, Perturbation perturbation, Window window, double meanDistance, Optional<Variance> variance) {}
