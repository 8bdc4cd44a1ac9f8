package io.vasari.worker.batch;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Divides the time of the device between those that want it at the same time: whoever had least is next. Who comes or comes
 * back begins at the level of those present, so nobody saves up time, and nobody waits long. After start-time fair queueing
 * (Goyal, Vin, Cheng 1996). Not safe for use by many threads at once.
 */
final class Shares<K> {
    private final Map<K, Double> used = new HashMap<>();
    private double level;

    /** @param wanting at least one; of equals the first */
    K next(Collection<K> wanting) {
        K next = wanting.stream()
                .min(Comparator.comparingDouble(this::usedBy))
                .orElseThrow(() -> new IllegalArgumentException("nobody wants the device"));
        level = usedBy(next);
        used.values().removeIf(time -> time < level);
        return next;
    }

    /** @param nanos of the device, divided by the weight of who had them */
    void charge(K who, double nanos) {
        used.put(who, usedBy(who) + nanos);
    }

    private double usedBy(K who) {
        return Math.max(level, used.getOrDefault(who, level));
    }
}
