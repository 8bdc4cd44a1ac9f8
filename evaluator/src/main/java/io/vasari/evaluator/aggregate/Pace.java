package io.vasari.evaluator.aggregate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says when to publish what keeps changing: at once the first time, then at most once an interval, and never not at all.
 * Not safe for use by many threads.
 */
public final class Pace<K> {
    private final Duration interval;
    private final Map<K, Instant> published = new HashMap<>();
    private final Map<K, Instant> waiting = new LinkedHashMap<>();

    public Pace(Duration interval) {
        this.interval = interval;
    }

    /** @return whether the change is to be published now; if not, {@link #due} will name it */
    public boolean changed(K key, Instant now) {
        Instant earliest = published.getOrDefault(key, Instant.MIN);
        if (earliest.isAfter(now)) {
            waiting.putIfAbsent(key, earliest);
            return false;
        }
        waiting.remove(key);
        published.put(key, now.plus(interval));
        return true;
    }

    /** Makes {@link #due} name the key next time. */
    public void owe(K key) {
        waiting.put(key, Instant.MIN);
    }

    /** What waited long enough, to be published now. */
    public List<K> due(Instant now) {
        List<K> due = new ArrayList<>();
        waiting.forEach((key, earliest) -> {
            if (!earliest.isAfter(now)) {
                due.add(key);
            }
        });
        published.values().removeIf(earliest -> !earliest.isAfter(now));
        due.forEach(key -> {
            waiting.remove(key);
            published.put(key, now.plus(interval));
        });
        return due;
    }
}
