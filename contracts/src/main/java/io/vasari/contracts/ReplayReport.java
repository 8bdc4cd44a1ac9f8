package io.vasari.contracts;

import java.time.Instant;

/**
 * How samples that were made once more, each by itself, differ from what was stored; on {@link Topics#REPLAYS}, keyed by
 * model reference. Arrays have one entry per sample.
 *
 * @param madeBy the worker that made them first
 * @param replayedBy the worker that made them once more
 * @param at when the last of them was made once more
 * @param indices of the samples in the job
 * @param levels the largest difference of any channel of any pixel, 0 to {@value #MOST_LEVELS}
 * @param changedRatios share of the pixels that are not equal, 0 to 1
 */
public record ReplayReport(
        String jobId,
        ModelRef model,
        String madeBy,
        String replayedBy,
        Instant at,
        int[] indices,
        int[] levels,
        float[] changedRatios) {
    public static final int MOST_LEVELS = 255;
}
