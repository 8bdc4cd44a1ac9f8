package io.vasari.gateway.scheduler;

import java.time.Duration;

/**
 * How many samples the next task of a job takes: about the target of work, yet no more than its share when what is left of
 * the job is spread over the slots, as long as that leaves tasks worth their overhead. A task is worth it when it is useful
 * in itself, and when it costs several times what a single sample costs: below that, most of its cost is fixed, and
 * cutting it further saves no time.
 */
final class TaskSizing {
    /** A task that costs as much as this many tasks of one sample is mostly work, and little fixed cost. */
    private static final int SINGLES = 4;

    private final SchedulerLimits.Sizing limits;
    private final WorkEstimate estimate;

    TaskSizing(SchedulerLimits.Sizing limits, WorkEstimate estimate) {
        this.limits = limits;
        this.estimate = estimate;
    }

    /**
     * @param left samples of the job that are not released yet, at least 1
     * @param slots of the pool, at least 1
     * @return at least 1
     */
    int next(Workload work, int left, int slots) {
        int share = (left + slots - 1) / slots;
        int worthwhile = Math.max(share, largestWithin(work, worthTheirOverhead(work)));
        return Math.min(left, Math.min(worthwhile, largestWithin(work, limits.target())));
    }

    private Duration worthTheirOverhead(Workload work) {
        var severalSingles = Duration.ofMillis(Math.round(SINGLES * estimate.singleMillis(work)));
        return severalSingles.compareTo(limits.useful()) > 0 ? severalSingles : limits.useful();
    }

    /** Expected work of one sample in tasks of the size that the workload gets. */
    double millisPerSample(Workload work) {
        int size = largestWithin(work, limits.target());
        return estimate.millis(work, size) / size;
    }

    private int largestWithin(Workload work, Duration limit) {
        if (!estimate.knows(work)) {
            return Math.max(1, Math.min(limits.firstGuess() / work.passes(), limits.maxSamples()));
        }
        int samples = limits.maxSamples();
        while (samples > 1 && estimate.millis(work, samples) > limit.toMillis()) {
            samples /= 2;
        }
        return samples;
    }
}
