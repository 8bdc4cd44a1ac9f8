package io.vasari.gateway.scheduler;

import io.vasari.contracts.Task;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The tasks of one priority before the workers. What a worker went away with comes back, five times at most. */
final class TaskTopic {
    private static final int MOST_DELIVERIES = 5;

    private final Deque<Delivery> waiting = new ArrayDeque<>();

    /** @param count how often the task was given to a worker, this time included */
    record Delivery(Task task, int count) {}

    void add(Task task) {
        waiting.addLast(new Delivery(task, 0));
    }

    void giveBack(Delivery delivery) {
        waiting.addFirst(delivery);
    }

    Optional<Delivery> take() {
        while (!waiting.isEmpty()) {
            var first = waiting.removeFirst();
            if (first.count() < MOST_DELIVERIES) {
                return Optional.of(new Delivery(first.task(), first.count() + 1));
            }
        }
        return Optional.empty();
    }
}
