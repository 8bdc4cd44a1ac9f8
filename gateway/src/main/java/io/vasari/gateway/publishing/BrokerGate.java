package io.vasari.gateway.publishing;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets everybody through while the broker answers. Once a send has failed, one at a time may try while the others are
 * turned away at once, so that an outage keeps no request waiting behind another. Safe for use by many threads.
 */
final class BrokerGate {
    private final AtomicBoolean answering = new AtomicBoolean(true);
    private final AtomicBoolean trying = new AtomicBoolean();

    /** Whether a send may go ahead; if so, {@link #answered} or {@link #failed} must follow. */
    boolean enter() {
        return answering.get() || trying.compareAndSet(false, true);
    }

    /** @return whether that is news */
    boolean answered() {
        boolean news = !answering.getAndSet(true);
        trying.set(false);
        return news;
    }

    /** @return whether that is news */
    boolean failed() {
        boolean news = answering.getAndSet(false);
        trying.set(false);
        return news;
    }
}
