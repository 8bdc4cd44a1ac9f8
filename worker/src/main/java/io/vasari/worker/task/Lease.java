package io.vasari.worker.task;

/** The right to work on a delivery, which runs out. */
public interface Lease {
    /** Renews when half of the time is over. To be called often; costs nothing when it is early. */
    void keep();
}
