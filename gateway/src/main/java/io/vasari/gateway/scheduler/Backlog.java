package io.vasari.gateway.scheduler;

import io.vasari.contracts.Job;
import io.vasari.contracts.Priority;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a pool still has to make.
 *
 * @param samplesByTenant those waiting and running; tenants that have none are left out
 */
public record Backlog(Map<Priority, Load> byPriority, Map<String, Long> samplesByTenant) {
    public static final Backlog NONE = new Backlog(Map.of(), Map.of());

    /**
     * @param waitingSamples not yet before the workers
     * @param runningSamples before the workers
     * @param deviceSeconds predicted work of one device for all of them
     * @param waitsSince when the oldest job was submitted of which nothing has been before the workers yet
     */
    public record Load(long waitingSamples, long runningSamples, double deviceSeconds, Optional<Instant> waitsSince) {
        static final Load NONE = new Load(0, 0, 0, Optional.empty());
    }

    public Load of(Priority priority) {
        return byPriority.getOrDefault(priority, Load.NONE);
    }

    public double deviceSeconds() {
        return byPriority.values().stream().mapToDouble(Load::deviceSeconds).sum();
    }

    /** Of all samples, those of the tenant who has most: 0 to 1, 0 when there are none. */
    public double largestTenantShare() {
        long all = samplesByTenant.values().stream().mapToLong(Long::longValue).sum();
        long most = samplesByTenant.values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return all == 0 ? 0 : (double) most / all;
    }

    /** Adds jobs up. */
    static final class Sum {
        private final Map<Priority, Load> byPriority = new EnumMap<>(Priority.class);
        private final Map<String, Long> samplesByTenant = new HashMap<>();

        /** @param left samples neither done nor given up, the running ones included */
        void add(Job job, boolean started, long left, long running, double millisPerSample) {
            var load = byPriority.getOrDefault(job.priority(), Load.NONE);
            byPriority.put(
                    job.priority(),
                    new Load(
                            load.waitingSamples() + Math.max(0, left - running),
                            load.runningSamples() + running,
                            load.deviceSeconds() + left * millisPerSample / 1000,
                            started ? load.waitsSince() : earlier(load.waitsSince(), job.createdAt())));
            if (left > 0) {
                samplesByTenant.merge(job.tenant(), left, Long::sum);
            }
        }

        private static Optional<Instant> earlier(Optional<Instant> one, Instant other) {
            return one.filter(at -> at.isBefore(other)).or(() -> Optional.of(other));
        }

        Backlog backlog() {
            return new Backlog(Map.copyOf(byPriority), Map.copyOf(samplesByTenant));
        }
    }
}
