package io.vasari.worker.intake;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ShareConsumer;

/** Counts, and knows the consumers. */
final class CountingIntake implements IntakeObserver {
    final Set<ShareConsumer<?, ?>> consumers = ConcurrentHashMap.newKeySet();
    final AtomicInteger renewals = new AtomicInteger();
    final AtomicInteger lost = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();

    @Override
    public void opened(String clientId, ShareConsumer<?, ?> consumer) {
        consumers.add(consumer);
    }

    @Override
    public void closed(ShareConsumer<?, ?> consumer) {
        consumers.remove(consumer);
    }

    @Override
    public void renewed() {
        renewals.incrementAndGet();
    }

    @Override
    public void leaseLost() {
        lost.incrementAndGet();
    }

    @Override
    public void settlementRefused() {
        refused.incrementAndGet();
    }
}
