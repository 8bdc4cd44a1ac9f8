package io.vasari.benchmarks.mixed;

import java.time.Duration;
import java.util.List;

/**
 * A batch job that is there from the start, and single interactive samples that come while it runs.
 *
 * @param batchSamples of the job
 * @param batchSteps of each of them
 * @param interactiveSteps of each interactive sample
 * @param arrivals of the interactive samples after the start, in order
 */
public record MixedLoad(int batchSamples, int batchSteps, int interactiveSteps, List<Duration> arrivals) {
    /** Part of the device that the job wants while the others arrive; more than they leave it, so that it outlasts them. */
    private static final double JOB_SHARE = 0.85;

    /**
     * @param stepsPerSecond of single samples, what the device can do at most
     * @param interactiveShare of that, wanted by the interactive samples
     */
    public static MixedLoad of(
            long seed,
            int interactive,
            int interactiveSteps,
            int batchSteps,
            double stepsPerSecond,
            double interactiveShare) {
        var arrivals = Arrivals.poisson(seed, interactive, interactiveShare * stepsPerSecond / interactiveSteps);
        double seconds = arrivals.get(arrivals.size() - 1).toNanos() / 1e9;
        int samples = (int) Math.ceil(JOB_SHARE * seconds * stepsPerSecond / batchSteps);
        return new MixedLoad(samples, batchSteps, interactiveSteps, arrivals);
    }

    /** Steps of single samples in all. */
    public long steps() {
        return (long) batchSamples * batchSteps + (long) arrivals.size() * interactiveSteps;
    }
}
