package io.vasari.worker.batch;

/** One sample of a stepwise model on its way. One lane at a time uses it, and closes it. */
public interface PartialSample extends AutoCloseable {
    int stepsDone();

    /** In all; none for one that is finished when it begins. */
    int steps();

    default boolean isFinished() {
        return stepsDone() >= steps();
    }

    /** A single picture of what it would become, as far as can be told by now; perhaps smaller. */
    PassOutput preview();

    /** Frees what it holds of the device; for the second time nothing. */
    @Override
    void close();
}
