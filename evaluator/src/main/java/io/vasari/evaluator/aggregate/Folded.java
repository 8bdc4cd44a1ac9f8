package io.vasari.evaluator.aggregate;

import java.util.Set;

/**
 * The sum of the jobs of a subject that are no longer kept one by one.
 *
 * @param tally of all of them
 * @param lastJobs the jobs of the last fold. They are deleted after this is written; one that is still there after a crash
 *     is in the tally already.
 */
public record Folded(Tally tally, Set<String> lastJobs) {
    public Folded {
        lastJobs = Set.copyOf(lastJobs);
    }

    static Folded empty(int classes) {
        return new Folded(Tally.empty(classes), Set.of());
    }
}
