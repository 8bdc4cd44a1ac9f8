package io.vasari.gateway.scheduler;

import io.vasari.contracts.ModelRef;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How long a task of so many samples takes, learned per model from tasks that were done: an exponentially weighted mean for
 * each power of two. A task's cost has a fixed and a growing part; so a larger task measured bounds a smaller one, and a
 * smaller one scaled up bounds a larger one, and the estimate is the lesser of the two: never too low by more than noise.
 */
final class WorkEstimate {
    private static final double WEIGHT_OF_LAST = 0.3;
    private static final double SHORTEST_MILLIS = 0.5;

    private final double unmeasuredMillisPerSample;
    private final Map<ModelRef, double[]> millisBySize = new HashMap<>();

    WorkEstimate(SchedulerLimits.Sizing sizing) {
        this.unmeasuredMillisPerSample = (double) sizing.target().toMillis() / sizing.firstGuess();
    }

    void learn(ModelRef model, int samples, long workMillis) {
        var means = millisBySize.computeIfAbsent(model, unseen -> new double[Integer.SIZE]);
        int size = sizeClass(samples);
        double measured = Math.max(SHORTEST_MILLIS, workMillis);
        means[size] = means[size] == 0 ? measured : means[size] + WEIGHT_OF_LAST * (measured - means[size]);
    }

    boolean knows(ModelRef model) {
        return millisBySize.containsKey(model);
    }

    /** Expected work of a task, in milliseconds. */
    double millis(ModelRef model, int samples) {
        var means = millisBySize.get(model);
        return means == null
                ? samples * unmeasuredMillisPerSample
                : Math.min(fromBelow(means, samples), fromAbove(means, samples));
    }

    /** Cost of a task of one sample, in milliseconds: measured, or else scaled down from the smallest one measured. */
    double singleMillis(ModelRef model) {
        var means = millisBySize.get(model);
        for (int size = 0; means != null && size < means.length; size++) {
            if (means[size] > 0) {
                return means[size] / (1L << size);
            }
        }
        return unmeasuredMillisPerSample;
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
