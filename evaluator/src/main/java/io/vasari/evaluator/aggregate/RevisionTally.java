package io.vasari.evaluator.aggregate;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What is known of one subject: the minutes of the longest window, and everything ever. Kept in memory, made from jobs. */
public final class RevisionTally {
    private final int classes;
    private final TreeMap<Long, Tally> panes = new TreeMap<>();
    private Tally ever;
    private Instant newest = Instant.MIN;

    RevisionTally(int classes) {
        this.classes = classes;
        this.ever = Tally.empty(classes);
    }

    void add(Map<Long, Tally> byMinute, Instant newestOfThem) {
        byMinute.forEach((minute, tally) -> {
            panes.merge(minute, tally, Tally::plus);
            ever = ever.plus(tally);
        });
        newest = newestOfThem.isAfter(newest) ? newestOfThem : newest;
    }

    void addOld(Tally tally) {
        ever = ever.plus(tally);
    }

    void forgetPanesBefore(long minute) {
        panes.headMap(minute).clear();
    }

    /** The samples made in a window that ends at {@code now}. */
    public Tally window(Window window, Instant now) {
        return panes.subMap(window.firstMinute(now), true, Window.minuteOf(now), true).values().stream()
                .reduce(Tally.empty(classes), Tally::plus);
    }

    /** All samples ever counted. */
    public Tally ever() {
        return ever;
    }

    /** When the newest of its samples was made. */
    public Instant newest() {
        return newest;
    }

    public int classes() {
        return classes;
    }
}
