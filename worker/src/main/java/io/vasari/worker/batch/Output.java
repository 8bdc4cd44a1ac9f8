package io.vasari.worker.batch;

import io.vasari.contracts.Failure;

/** What a generation yields, in order: strips until all samples are there, or one of the ends. */
public sealed interface Output {
    /**
     * Consecutive samples.
     *
     * @param first index of the first in its job
     * @param row position of the first in {@code painted}
     */
    record Strip(int first, int count, PassOutput painted, int row) implements Output {}

    /** The generation will not be finished. */
    record Broken(Failure failure) implements Output {}

    /** The job was canceled. */
    record Stopped() implements Output {}
}
