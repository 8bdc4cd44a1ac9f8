package io.vasari.worker.batch;

/** Is told of every pass that succeeded, by all lanes at once. */
public interface BatchObserver {
    void painted(BatchKey key, int samples, long nanos);
}
