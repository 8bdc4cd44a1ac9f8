package io.vasari.gateway.scheduler;

import io.vasari.contracts.ModelRef;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How long a task of so many samples takes, learned per workload from tasks that were done: an exponentially weighted mean
 * for each power of two. A task's cost has a fixed and a growing part; so a larger task measured bounds a smaller one, and a
 * smaller one scaled up bounds a larger one, and the estimate is the lesser of the two: never too low by more than noise. A
 * workload without a measurement takes those of the most similar one of its model, in proportion.
 */
final class WorkEstimate {
    private static final double WEIGHT_OF_LAST = 0.3;
    private static final double SHORTEST_MILLIS = 0.5;

    private final double unmeasuredMillisPerPass;

    private final Map<ModelRef, WorkloadMeans> measured = new HashMap<>();

    WorkEstimate(SchedulerLimits.Sizing sizing) {
        this.unmeasuredMillisPerPass = (double) sizing.target().toMillis() / sizing.firstGuess();
    }

    void learn(Workload work, int samples, long workMillis) {
        var means = measured.computeIfAbsent(work.model(), unseen -> new WorkloadMeans())
                .latest(work);
        int size = sizeClass(samples);
        double millis = Math.max(SHORTEST_MILLIS, workMillis);
        means[size] = means[size] == 0 ? millis : means[size] + WEIGHT_OF_LAST * (millis - means[size]);
    }

    /** Whether anything of its model has been measured. */
    boolean knows(Workload work) {
        return measured.containsKey(work.model());
    }

    /** Expected work of a task, in milliseconds. */
    double millis(Workload work, int samples) {
        var known = measured.get(work.model());
        if (known == null) {
            return samples * singleMillis(work);
        }
        var similar = known.similarTo(work);
        var means = similar.getValue();
        return work.over(similar.getKey()) * Math.min(fromBelow(means, samples), fromAbove(means, samples));
    }

    /** Cost of a task of one sample, in milliseconds: measured, or else scaled down from the smallest one measured. */
    double singleMillis(Workload work) {
        var known = measured.get(work.model());
        if (known == null) {
            return work.passes() * unmeasuredMillisPerPass;
        }
        var similar = known.similarTo(work);
        var means = similar.getValue();
        int size = 0;
        while (means[size] == 0) {
            size++;
        }
        return work.over(similar.getKey()) * means[size] / (1L << size);
    }

    private static double fromBelow(double[] means, int samples) {
        for (int size = sizeClass(samples); size >= 0; size--) {
            if (means[size] > 0) {
                return means[size] * Math.max(1.0, samples / (double) (1 << size));
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static double fromAbove(double[] means, int samples) {
        return Arrays.stream(means, sizeClass(samples), means.length)
                .filter(mean -> mean > 0)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** The exponent of the least power of two that holds so many. */
    private static int sizeClass(int samples) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(samples - 1);
    }
}
