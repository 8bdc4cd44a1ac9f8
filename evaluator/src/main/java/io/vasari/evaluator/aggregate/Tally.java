package io.vasari.evaluator.aggregate;

import io.vasari.scores.ClassCounts;
import io.vasari.scores.features.InceptionScore;
import io.vasari.scores.state.BeliefSums;
import java.util.OptionalDouble;

/**
 * Mergeable state of some samples. Beliefs are summed as whole numbers of 2^-30, so that the sum does not depend on the
 * order of its terms.
 *
 * @param counts samples by class
 * @param beliefs how many samples a discriminator judged
 * @param beliefSum sum of its beliefs, in units of 2^-30
 * @param probabilities of the classes, of those samples of which the classifier told them
 * @param checks of what prompts name
 */
public record Tally(ClassCounts counts, long beliefs, long beliefSum, BeliefSums probabilities, CheckCounts checks) {
    private static final double BELIEF_UNIT = 1.0 / (1 << 30);

    public static Tally empty(int classes) {
        return new Tally(ClassCounts.empty(classes), 0, 0, BeliefSums.empty(classes), CheckCounts.NONE);
    }

    public Tally plus(Tally other) {
        return new Tally(
                counts.plus(other.counts),
                Math.addExact(beliefs, other.beliefs),
                Math.addExact(beliefSum, other.beliefSum),
                probabilities.plus(other.probabilities),
                checks.plus(other.checks));
    }

    public long samples() {
        return counts.n();
    }

    /** The discriminator's mean belief, 0 (fake) to 1 (real), where there is one. */
    public OptionalDouble meanBelief() {
        return beliefs == 0 ? OptionalDouble.empty() : OptionalDouble.of(beliefSum * BELIEF_UNIT / beliefs);
    }

    /** The inception score's form on the classifier, 1 to the number of classes, where it told all samples' probabilities. */
    public OptionalDouble inceptionScore() {
        return samples() == 0 || probabilities.n() < samples()
                ? OptionalDouble.empty()
                : OptionalDouble.of(InceptionScore.of(probabilities));
    }

    /** @param belief 0 to 1 */
    static long beliefUnits(float belief) {
        return Math.round(belief / BELIEF_UNIT);
    }
}
