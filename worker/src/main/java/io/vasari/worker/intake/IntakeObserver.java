package io.vasari.worker.intake;

import org.apache.kafka.clients.consumer.ShareConsumer;

/** Is told how the share consumers fare. */
public interface IntakeObserver {
    void opened(String clientId, ShareConsumer<?, ?> consumer);

    void closed(ShareConsumer<?, ?> consumer);

    /** A delivery was held past half of its lock, and its lock renewed. */
    void renewed();

    /** A lock could not be renewed: the task may run a second time. */
    void leaseLost();

    /** The broker did not take a settlement: the task comes again. */
    void settlementRefused();
}
