package io.vasari.gateway.scheduler;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Jobs of one priority that have something to release. Tenants take turns by deficit round robin in units of expected work
 * (Shreedhar and Varghese 1995; a tenant may overdraw by one task and waits longer for it); within a tenant the job with the
 * lowest id, which is the oldest, goes first.
 */
final class FairQueue {
    private final long quantumMillis;
    private final Map<String, TenantLine> lines = new HashMap<>();
    private final Deque<TenantLine> ring = new ArrayDeque<>();

    FairQueue(Duration quantum) {
        this.quantumMillis = quantum.toMillis();
    }

    private static final class TenantLine {
        final NavigableMap<String, JobRun> jobs = new TreeMap<>();
        long creditMillis;
    }

    void add(JobRun run) {
        var line = lines.computeIfAbsent(run.job().tenant(), tenant -> {
            var added = new TenantLine();
            added.creditMillis = quantumMillis;
            ring.addLast(added);
            return added;
        });
        line.jobs.put(run.job().id(), run);
    }

    void remove(JobRun run) {
        var line = lines.get(run.job().tenant());
        if (line != null && line.jobs.remove(run.job().id()) != null && line.jobs.isEmpty()) {
            lines.remove(run.job().tenant());
            ring.remove(line);
        }
    }

    /** Whose turn it is. Jobs that have nothing to release any more leave. */
    Optional<JobRun> next() {
        while (!ring.isEmpty()) {
            var line = ring.peekFirst();
            if (line.creditMillis <= 0) {
                line.creditMillis += quantumMillis;
                ring.addLast(ring.removeFirst());
                continue;
            }
            var run = line.jobs.firstEntry().getValue();
            if (run.isReleasable()) {
                return Optional.of(run);
            }
            remove(run);
        }
        return Optional.empty();
    }

    /** Counts a release against the tenant's share. */
    void charge(JobRun run, long costMillis) {
        var line = lines.get(run.job().tenant());
        if (line != null) {
            line.creditMillis -= costMillis;
        }
    }
}
