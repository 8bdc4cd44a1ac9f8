package io.vasari.evaluator.scoring;

import io.vasari.contracts.TaskScores;
import java.util.concurrent.Future;

/** Where scores go. */
public interface ScoreOutlet {
    /** @return done when they are safe; it fails when they may not be */
    Future<?> publish(TaskScores scores);
}
