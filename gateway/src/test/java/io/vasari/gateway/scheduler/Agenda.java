package io.vasari.gateway.scheduler;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A simulated clock, and what happens when. */
final class Agenda {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atMillis).thenComparingLong(Event::order));
    private long nowMillis;
    private long order;

    private record Event(long atMillis, long order, Runnable action) {}

    /** Since the start. */
    long nowMillis() {
        return nowMillis;
    }

    Instant now() {
        return START.plusMillis(nowMillis);
    }

    void after(long millis, Runnable action) {
        events.add(new Event(nowMillis + millis, order++, action));
    }

    void every(long millis, Runnable action) {
        after(millis, () -> {
            action.run();
            every(millis, action);
        });
    }

    /** Lets time pass until the next event, and that happen. */
    void goOn() {
        var event = events.remove();
        nowMillis = event.atMillis();
        event.action().run();
    }
}
