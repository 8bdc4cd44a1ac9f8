package io.vasari.worker.batch;

/** Is told of every pass that succeeded. */
public interface BatchObserver {
    void painted(BatchKey key, int samples, long nanos);
}
