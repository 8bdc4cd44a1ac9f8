package io.vasari.worker.batch;

/**
 * Consecutive samples of one painting in a batch.
 *
 * @param first index of the first sample in its job
 * @param count at least 1
 */
public record Part(Painting painting, int first, int count) {
    public long seed() {
        return painting.order().seed();
    }
}
