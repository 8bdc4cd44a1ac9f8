package io.vasari.worker.task;

/** What becomes of a delivery. */
public enum Settlement {
    /** Its outcome is published: it never comes back. */
    ACCEPT,
    /** It could not be reported: another worker is to report it as lost. */
    RELEASE,
    /** It is no task at all: it never comes back. */
    REJECT
}
