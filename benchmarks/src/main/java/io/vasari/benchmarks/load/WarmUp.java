package io.vasari.benchmarks.load;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Loads a farm until it gets no faster, with jobs of one sample first and then with small ones: its JVMs compile for minutes,
 * and a farm is started once and then runs for days. What the first load did is kept, to be stated beside the figures.
 */
public final class WarmUp {
    private static final int JOBS = 3_000;
    private static final int SMALL_JOB = 16;
    private static final int LARGE_SAMPLES = 50_000;

    /** A load that is not this much faster than the best before it brings no more. */
    private static final double WORTHWHILE = 1.05;

    private static final int FEWEST_LOADS = 8;
    private static final int VAIN_LOADS = 3;
    private static final Duration LONGEST_OF_A_KIND = Duration.ofMinutes(4);

    private WarmUp() {}

    /**
     * @param progress is told of each load
     * @return the first load of jobs of one sample, on the cold farm
     */
    public static LoadRun run(JobLoad load, Consumer<String> progress) {
        var cold = untilNoFaster(load, 1, progress);
        untilNoFaster(load, SMALL_JOB, progress);
        load.samples(LARGE_SAMPLES);
        return cold;
    }

    /** Returns the first load. */
    private static LoadRun untilNoFaster(JobLoad load, int samples, Consumer<String> progress) {
        long deadline = System.nanoTime() + LONGEST_OF_A_KIND.toNanos();
        var first = load.run(JOBS, samples);
        double best = first.jobsPerSecond();
        int loads = 1;
        int vain = 0;
        while ((loads < FEWEST_LOADS || vain < VAIN_LOADS) && System.nanoTime() < deadline) {
            double rate = load.run(JOBS, samples).jobsPerSecond();
            progress.accept("%d jobs of %d a second".formatted(Math.round(rate), samples));
            vain = rate < best * WORTHWHILE ? vain + 1 : 0;
            best = Math.max(best, rate);
            loads++;
        }
        return first;
    }
}
