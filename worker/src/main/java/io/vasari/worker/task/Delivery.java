package io.vasari.worker.task;

/** One message of the task topic in the hands of a slot. Used by the slot's thread alone. */
public interface Delivery extends Lease {
    /** The task as JSON. */
    byte[] value();

    /** How often it was given to a worker, this time included. */
    int deliveryCount();

    /** Where it came from, for a log line. */
    String position();

    /** Never throws: a settlement that the broker refuses is counted, and the message comes again. */
    void settle(Settlement settlement);
}
