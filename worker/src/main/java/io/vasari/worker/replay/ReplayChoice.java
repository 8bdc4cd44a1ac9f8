package io.vasari.worker.replay;

import java.util.SplittableRandom;

/**
 * Which samples are made once more: a share of all, drawn by a hash of job and index, so that nobody has to remember, a
 * task that is tried again has the same, and a larger share has those of a smaller one too.
 *
 * @param share 0 for none to 1 for all
 */
public record ReplayChoice(double share) {
    public ReplayChoice {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "vasari.replay.share is " + share + ", it must be 0 (no replays) to 1 (every sample)");
        }
    }

    public boolean isNothing() {
        return share == 0;
    }

    public boolean has(String jobId, int index) {
        long sample = (long) jobId.hashCode() << 32 | index;
        return new SplittableRandom(sample).nextDouble() < share;
    }
}
