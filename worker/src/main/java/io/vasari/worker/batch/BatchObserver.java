package io.vasari.worker.batch;

/** Is told of every pass that succeeded, by all lanes at once. */
public interface BatchObserver {
    /** A pass of a single-pass model. */
    void painted(BatchKey key, int samples, long nanos);

    /**
     * A step of a stepwise model.
     *
     * @param seats how many samples there was room for
     */
    default void stepped(BatchKey key, int samples, int seats, long nanos) {}

    /** Pictures of a stepwise model. */
    default void finished(BatchKey key, int samples) {}

    /** How many samples of a stepwise model are on their way, those that wait for a seat included; told when it changes. */
    default void inFlight(BatchKey key, int samples) {}
}
