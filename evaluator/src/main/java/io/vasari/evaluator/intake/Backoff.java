package io.vasari.evaluator.intake;

import java.time.Duration;

/**
 * How long to wait before something is tried again.
 *
 * @param first after the first failure
 * @param limit never longer than this
 */
record Backoff(Duration first, Duration limit) {
    /** @param failures so far, at least 1 */
    Duration after(int failures) {
        long factor = 1L << Math.min(30, Math.max(0, failures - 1));
        var wait = first.multipliedBy(factor);
        return wait.compareTo(limit) > 0 ? limit : wait;
    }
}
