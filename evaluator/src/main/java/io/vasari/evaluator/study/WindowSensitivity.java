package io.vasari.evaluator.study;

import io.vasari.contracts.Expectation;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Perturbation;
import io.vasari.contracts.PromptVerdict;
import io.vasari.contracts.StudyEvaluation.Variance;
import io.vasari.evaluator.aggregate.Window;
import java.util.Map;
import java.util.Optional;

/**
 * How sensitive a revision was to wording, by the studies of one kind that ended in a window.
 *
 * @param meanDistance of the studies' median distances
 * @param variance mean of the studies that have one
 * @param groups how many, by what they are
 * @param checks how many, by what they are
 */
public record WindowSensitivity(
        ModelRef model,
        Perturbation perturbation,
        Window window,
        double meanDistance,
        Optional<Variance> variance,
        Map<GroupKind, Long> groups,
        Map<CheckKind, Long> checks) {

    /** All variants of a prompt on one noise, judged alone. */
    public record GroupKind(Expectation expectation, PromptVerdict verdict) {}

    /** Whether an image shows what its prompt names. */
    public record CheckKind(String attribute, boolean passed) {}
}
