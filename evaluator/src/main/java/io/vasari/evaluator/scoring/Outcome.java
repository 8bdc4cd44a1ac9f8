package io.vasari.evaluator.scoring;

import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.TaskScores;

/** What came of looking at one shard. */
public sealed interface Outcome {
    TaskEvent.Completed event();

    record Scored(TaskEvent.Completed event, TaskScores scores) implements Outcome {}

    /** Nobody judges this model. */
    record Unscored(TaskEvent.Completed event) implements Outcome {}

    /** @param transientFault whether looking again later may help */
    record Unreadable(TaskEvent.Completed event, String reason, boolean transientFault) implements Outcome {}
}
