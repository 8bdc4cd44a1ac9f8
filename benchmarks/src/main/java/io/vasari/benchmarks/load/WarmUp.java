package io.vasari.benchmarks.load;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Loads a farm until it gets no faster: its JVMs compile for a minute or more, and a farm is started once and then runs for
 * days. What the first load did is kept, to be stated beside the figures.
 */
public final class WarmUp {
    private static final int JOBS = 3_000;
    private static final int SMALL_JOB = 16;
    private static final int LARGE_SAMPLES = 50_000;

    /** A load that is not this much faster than the best before it brings no more. */
    private static final double WORTHWHILE = 1.05;

    private static final int FEWEST_LOADS = 10;
    private static final int VAIN_LOADS = 2;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private WarmUp() {}

    /**
     * @param progress is told of each load
     * @return the first load of jobs of one sample, on the cold farm
     */
    public static LoadRun run(JobLoad load, Consumer<String> progress) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        var cold = load.run(JOBS, 1);
        double best = cold.jobsPerSecond();
        for (int loads = 1, vain = 0; loads < FEWEST_LOADS || vain < VAIN_LOADS; loads++) {
            if (System.nanoTime() > deadline) {
                break;
            }
            double rate = load.run(JOBS, 1).jobsPerSecond();
            progress.accept(Math.round(rate) + " jobs of one sample a second");
            vain = rate < best * WORTHWHILE ? vain + 1 : 0;
            best = Math.max(best, rate);
        }
        load.run(JOBS, SMALL_JOB);
        load.run(JOBS, SMALL_JOB);
        load.samples(LARGE_SAMPLES);
        return cold;
    }
}
