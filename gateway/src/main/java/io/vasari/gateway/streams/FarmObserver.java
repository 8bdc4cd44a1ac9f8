package io.vasari.gateway.streams;

import io.vasari.contracts.DeadLetter;
import io.vasari.contracts.ModelRef;

/**
 * Watches the scheduler work. Called on the stream thread: has to be quick, and to throw nothing. After a crash some events
 * are seen twice.
 */
public interface FarmObserver {
    /** A worker reported a task. */
    void reported(String pool, ModelRef model, Outcome outcome);

    /** A task was given up and put where operators look. */
    void buried(DeadLetter letter);

    /** A record was not understood and skipped; called on any thread. */
    void skipped(String topic);

    /** About once a second, while this gateway is the one that schedules; {@link FarmFigures#NONE} when it ceases to be. */
    void figures(FarmFigures figures);

    enum Outcome {
        COMPLETED,
        FAILED,
        LOST,
        CANCELED
    }
}
