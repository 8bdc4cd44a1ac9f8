package io.vasari.gateway.scheduler;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Mean durations of the workloads of one model, in milliseconds by size class, 0 where nothing was measured. At most
 * {@link #CAPACITY} workloads, because clients choose their sizes and steps; the one that was measured longest ago goes first.
 */
final class WorkloadMeans {
    static final int CAPACITY = 64;

    private final Map<Workload, double[]> byWorkload = new LinkedHashMap<>();

    /** The means of a workload that is being measured now. */
    double[] latest(Workload work) {
        var known = byWorkload.remove(work);
        var means = known == null ? new double[Integer.SIZE] : known;
        byWorkload.put(work, means);
        if (byWorkload.size() > CAPACITY) {
            byWorkload.remove(byWorkload.keySet().iterator().next());
        }
        return means;
    }

    /** The workload itself or the one nearest to it by ratio; there must be one. */
    Map.Entry<Workload, double[]> similarTo(Workload work) {
        var known = byWorkload.get(work);
        if (known != null) {
            return Map.entry(work, known);
        }
        return byWorkload.entrySet().stream()
                .min(Comparator.comparingDouble(entry -> Math.abs(Math.log(work.over(entry.getKey())))))
                .orElseThrow();
    }
}
