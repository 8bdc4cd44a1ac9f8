package io.vasari.worker.intake;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts. */
final class CountingIntake implements IntakeObserver {
    final AtomicInteger renewals = new AtomicInteger();
    final AtomicInteger lost = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();

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
