package io.vasari.worker.publish;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Sends messages without waiting. In an outage most of them are dropped, because what is late is of no use. Safe for use by
 * many threads.
 */
final class BestEffort {
    private static final Logger LOG = Logger.getLogger(BestEffort.class);
    private static final int MOST_ON_THEIR_WAY = 64;

    private final String what;
    private final AtomicInteger onTheirWay = new AtomicInteger();

    /** @param what is sent, for the log */
    BestEffort(String what) {
        this.what = what;
    }

    void send(Supplier<Uni<Void>> message) {
        if (onTheirWay.incrementAndGet() > MOST_ON_THEIR_WAY) {
            onTheirWay.decrementAndGet();
            return;
        }
        try {
            message.get().subscribe().with(sent -> onTheirWay.decrementAndGet(), this::failed);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(Throwable failure) {
        onTheirWay.decrementAndGet();
        LOG.debugf("%s did not get through: %s", what, failure);
    }
}
