package io.vasari.worker.intake;

/** Is told of what happens to the locks of deliveries. */
public interface IntakeObserver {
    /** A delivery was held past half of its lock, and its lock renewed. */
    void renewed();

    /** A lock could not be renewed: the task may run a second time. */
    void leaseLost();

    /** The broker did not take a settlement: the task comes again. */
    void settlementRefused();
}
