package io.vasari.benchmarks.load;

import java.time.Duration;
import java.time.Instant;

/**
 * One load, from its first submission until its last job had succeeded.
 *
 * @param samples of all jobs together
 * @param submittedAt just before the first job was sent
 * @param acceptedAt when the last job had been accepted
 * @param startedAt when the first task was released to a worker
 * @param completedAt when the last job succeeded
 */
public record LoadRun(
        int jobs, int samples, Instant submittedAt, Instant acceptedAt, Instant startedAt, Instant completedAt) {

    public double imagesPerSecond() {
        return samples / seconds(submittedAt, completedAt);
    }

    /** Without the time until the first task was released. */
    public double imagesPerSecondOnceStarted() {
        return samples / seconds(startedAt, completedAt);
    }

    public double jobsPerSecond() {
        return jobs / seconds(submittedAt, completedAt);
    }

    public double submissionsPerSecond() {
        return jobs / seconds(submittedAt, acceptedAt);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
