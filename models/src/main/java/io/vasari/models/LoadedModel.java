package io.vasari.models;

/**
 * Weights in memory, ready to run. Safe for concurrent calls; {@link #close} frees the native memory and must come after
 * the last call has returned.
 */
public sealed interface LoadedModel extends AutoCloseable
        permits GenerativeModel, IterativeModel, Classifier, AttributeClassifier, Embedder {

    /** Most images that one forward pass runs. How many run together never changes a result's bytes. */
    int batchSize();

    /**
     * Memory that its weights take on the device, in bytes, by which a worker decides what it can keep; 0 when the family
     * does not say, and the model then counts as free.
     */
    default long sizeBytes() {
        return 0;
    }

    @Override
    void close();
}
