package io.vasari.contracts;

/** Whose doing a failure is. It decides whether a task is tried again, and who is woken. */
public enum FailureKind {
    /** The request cannot be met as it stands: never tried again. */
    CALLER,
    /** The farm is short of something that may come back: tried again with backoff. */
    CAPACITY,
    /** A system that the farm leans on failed: tried again with backoff. */
    DEPENDENCY,
    /** The farm's own fault: tried again up to the attempt limit, then dead-lettered. */
    INTERNAL
}
