package io.vasari.benchmarks.scenarios;

import io.vasari.benchmarks.machine.ResidentMemory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Reads the resident memory of processes again and again. Safe for use by many threads. */
final class MemoryGauge implements AutoCloseable {
    /** Mebibytes by process name. */
    record Reading(Map<String, Double> byName) {
        double of(String name) {
            return byName.get(name);
        }

        private Reading largest(Reading other) {
            var largest = new LinkedHashMap<>(byName);
            other.byName.forEach((name, size) -> largest.merge(name, size, Math::max));
            return new Reading(largest);
        }
    }

    private final Map<String, Long> pids;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private Reading sinceMark;
    private Reading unsettled;
    private Reading settled;

    private MemoryGauge(Map<String, Long> pids) {
        this.pids = pids;
        this.sinceMark = read();
        this.unsettled = sinceMark;
    }

    static MemoryGauge start(Map<String, Long> pids, Duration period) {
        var gauge = new MemoryGauge(pids);
        gauge.timer.scheduleAtFixedRate(gauge::look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return gauge;
    }

    private Reading read() {
        var sizes = new LinkedHashMap<String, Double>();
        pids.forEach((name, pid) -> sizes.put(name, ResidentMemory.of(pid).total()));
        return new Reading(sizes);
    }

    private synchronized void look() {
        var now = read();
        sinceMark = sinceMark.largest(now);
        if (isSettled()) {
            settled = settled.largest(now);
        } else {
            unsettled = unsettled.largest(now);
        }
    }

    /** Largest sizes since this was asked last. */
    synchronized Reading largestSinceMark() {
        look();
        var largest = sinceMark;
        sinceMark = read();
        return largest;
    }

    /** From now on nothing may grow. */
    synchronized void settle() {
        look();
        settled = read();
    }

    synchronized boolean isSettled() {
        return settled != null;
    }

    /** Largest sizes before {@link #settle}. */
    synchronized Reading largestUnsettled() {
        return unsettled;
    }

    /** Largest sizes since {@link #settle}. */
    synchronized Reading largestSettled() {
        look();
        return settled;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
