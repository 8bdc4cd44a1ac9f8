package io.vasari.worker.batch;

/** What a lane does next. */
sealed interface Turn {
    /** A pass of a key whose model has to be prepared, and may turn out to be stepwise. */
    record Pass(BatchKey key) implements Turn {}

    /** A step of a stepwise model. */
    record Step(StepBatch stepBatch) implements Turn {}
}
