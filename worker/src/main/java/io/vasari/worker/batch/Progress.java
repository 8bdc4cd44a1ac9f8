package io.vasari.worker.batch;

/**
 * How far a generation is.
 *
 * @param samplesDone finished samples
 * @param stepsDone of all its samples together
 * @param steps in all, as far as is known: a sample that is not begun counts as the one before it
 */
public record Progress(int samplesDone, long stepsDone, long steps) {
    static final Progress NONE = new Progress(0, 0, 0);
}
