package io.vasari.worker.replay;

import io.vasari.contracts.ModelRef;

/** Is told of every sample of an order that this worker did not pass on. */
public interface ReplayObserver {
    void replayed(ModelRef model, ReplayOutcome outcome, int samples);
}
