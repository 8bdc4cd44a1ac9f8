package io.vasari.contracts;

import java.time.Instant;
import java.util.List;

/**
 * Samples of one task that some worker is to make once more, each by itself, and to compare with what is stored; on
 * {@link Topics#replayOrders}, keyed by task id. Lost without harm.
 *
 * @param task that they are of
 * @param artifact what the task stored
 * @param madeBy the worker that ran the task
 * @param samples at least one
 */
public record ReplayOrder(Task task, ArtifactRef artifact, List<Stored> samples, String madeBy, Instant orderedAt) {
    public ReplayOrder {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("samples is empty, there must be at least one");
        }
        samples = List.copyOf(samples);
    }

    /**
     * One of the samples, as it is stored.
     *
     * @param index in the job
     * @param offset of its image in the artifact, in bytes
     * @param sizeBytes of its image
     */
    public record Stored(int index, long offset, int sizeBytes) {}
}
