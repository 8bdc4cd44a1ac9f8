package io.vasari.gateway.scheduler;

import io.vasari.contracts.Priority;
import java.util.Map;

/** What a pool still has to make, by priority. */
public record Backlog(Map<Priority, Load> byPriority) {
    public static final Backlog NONE = new Backlog(Map.of());

    /**
     * @param waitingSamples not yet before the workers
     * @param runningSamples before the workers
     * @param deviceSeconds predicted work of one device for all of them
     */
    public record Load(long waitingSamples, long runningSamples, double deviceSeconds) {
        static final Load NONE = new Load(0, 0, 0);

        Load plus(long waiting, long running, double seconds) {
            return new Load(waitingSamples + waiting, runningSamples + running, deviceSeconds + seconds);
        }
    }

    public Load of(Priority priority) {
        return byPriority.getOrDefault(priority, Load.NONE);
    }

    public double deviceSeconds() {
        return byPriority.values().stream().mapToDouble(Load::deviceSeconds).sum();
    }
}
