package io.vasari.evaluator.aggregate;

import io.vasari.contracts.ModelRef;
import io.vasari.contracts.ReplayReport;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * The largest difference that any replay found, by revision and by the minute of the replay. A maximum does not care for
 * order or repetition, so reports may come as often and as late as they like. Not safe for use by many threads.
 */
public final class ReplayPeaks {
    private static final long PANES_KEPT_MINUTES = 26 * 60;

    private final Store store;
    private final Map<ModelRef, TreeMap<Long, Integer>> levels = new HashMap<>();

    /** Where peaks are kept; minutes are those of {@link Window#minuteOf}. */
    public interface Store {
        void put(ModelRef model, long minute, int levels);

        void delete(ModelRef model, long minute);

        void forEach(Visitor visitor);
    }

    /** Takes one peak. */
    public interface Visitor {
        void peak(ModelRef model, long minute, int levels);
    }

    /** @param store what it has is known from the start */
    public ReplayPeaks(Store store) {
        this.store = store;
        store.forEach((model, minute, peak) -> panes(model).put(minute, peak));
    }

    /** @throws IllegalArgumentException when the report is not whole or names impossible levels; it is not counted then */
    public void add(ReplayReport report) {
        int peak = peakOf(report);
        long minute = Window.minuteOf(report.at());
        var panes = panes(report.model());
        if (!panes.containsKey(minute) || panes.get(minute) < peak) {
            panes.put(minute, peak);
            store.put(report.model(), minute, peak);
        }
    }

    private static int peakOf(ReplayReport report) {
        if (report == null || report.model() == null || report.at() == null || report.levels() == null) {
            throw new IllegalArgumentException("a report without model, time or levels");
        }
        if (report.levels().length == 0) {
            throw new IllegalArgumentException("a report of no sample");
        }
        for (int level : report.levels()) {
            if (level < 0 || level > ReplayReport.MOST_LEVELS) {
                throw new IllegalArgumentException(
                        "a report of " + level + " levels, it must be 0 to " + ReplayReport.MOST_LEVELS);
            }
        }
        return Arrays.stream(report.levels()).max().getAsInt();
    }

    /** Revisions that were replayed within the time that peaks are kept. */
    public Set<ModelRef> models() {
        return Collections.unmodifiableSet(levels.keySet());
    }

    /** The largest distance in the window, 0 to 1; empty when nothing was replayed in it. */
    public OptionalDouble distance(ModelRef model, Window window, Instant now) {
        var panes = levels.getOrDefault(model, new TreeMap<>());
        return panes.subMap(window.firstMinute(now), true, Window.minuteOf(now), true).values().stream()
                .mapToDouble(peak -> (double) peak / ReplayReport.MOST_LEVELS)
                .max();
    }

    /** Forgets what no window covers any more. */
    public void forget(Instant now) {
        long oldest = Window.minuteOf(now) - PANES_KEPT_MINUTES;
        levels.forEach((model, panes) -> {
            var old = panes.headMap(oldest);
            old.keySet().forEach(minute -> store.delete(model, minute));
            old.clear();
        });
        levels.values().removeIf(TreeMap::isEmpty);
    }

    private TreeMap<Long, Integer> panes(ModelRef model) {
        return levels.computeIfAbsent(model, unseen -> new TreeMap<>());
    }
}
