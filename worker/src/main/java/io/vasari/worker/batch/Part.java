package io.vasari.worker.batch;

/**
 * Consecutive samples of one generation in a batch.
 *
 * @param first index of the first sample in its job
 * @param count at least 1
 */
public record Part(Generation generation, int first, int count) {
    public long seed() {
        return generation.order().seed();
    }
}
