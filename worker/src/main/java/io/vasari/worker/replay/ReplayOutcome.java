package io.vasari.worker.replay;

/** What became of a sample that was to be made once more. */
public enum ReplayOutcome {
    /** Not one pixel differs. */
    EQUAL,
    /** At most one pixel in a thousand differs, or four of a small picture, and none by more than two levels. */
    TOLERATED,
    /** It breaks the farm's promise. */
    DIFFERENT,
    /** It could not be made, or not be compared. */
    FAILED,
    /** There was no time for it, or no worker that had its model in memory. */
    SKIPPED
}
