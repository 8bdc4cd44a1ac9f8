package io.vasari.gateway.scheduler;

import java.time.Duration;

/** The numbers that the scheduler goes by. */
public record SchedulerLimits(
        Sizing sizing, Window window, Retries retries, Deadlines deadlines, Duration quantum, Announcing announcing) {

    public static final SchedulerLimits DEFAULT = new SchedulerLimits(
            new Sizing(Duration.ofMillis(1_500), Duration.ofMillis(100), 64, 1024),
            new Window(2, Duration.ofMillis(200)),
            new Retries(3, 5, Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(3)),
            new Deadlines(Duration.ofSeconds(60), Duration.ofSeconds(20), 20, Duration.ofSeconds(30)),
            Duration.ofMillis(100),
            new Announcing(Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(5)));

    /**
     * How large a task is.
     *
     * @param target work of a task that is large enough; a worker that drains has as many to finish as it has slots
     * @param useful work below which a task is not split further to spread a job over the slots
     * @param firstGuess samples of a task of a model that was not measured yet, over the passes that each takes
     * @param maxSamples samples of the largest task
     */
    public record Sizing(Duration target, Duration useful, int firstGuess, int maxSamples) {}

    /**
     * How many tasks are out at a time.
     *
     * @param tasksPerSlot tasks released and not reported per worker slot
     * @param shortTask tasks of less work than this count in proportion, at least an eighth
     */
    public record Window(int tasksPerSlot, Duration shortTask) {
        /** A full task takes this many units of the window, the shortest one. */
        public static final int UNITS = 8;

        /** Upper bound of tasks that are out. */
        public int mostTasks(int slots) {
            return slots * tasksPerSlot * UNITS;
        }
    }

    /**
     * When a task is given up.
     *
     * @param attempts of a task that fails by the farm's own fault, or whose worker is lost
     * @param patientAttempts of a task that fails for want of capacity or of a dependency
     * @param backoff wait after the first failure, doubled after each further one, give or take a fifth
     * @param soloPause between two tasks that had the pool to themselves
     * @param lastFetch for so long after a loss the broker may still give tasks to the worker that went away: until the
     *     fetches that it left behind have run out, and a little more
     */
    public record Retries(
            int attempts, int patientAttempts, Duration backoff, Duration soloPause, Duration lastFetch) {}

    /**
     * When silence counts as failure.
     *
     * @param base a released task has this long,
     * @param pass and this for each pass of a sample after the first, which before any is measured may take as long,
     * @param factor and this many times its expected work, to be reported
     * @param stopping how long a canceled or expired job waits for its running tasks
     */
    public record Deadlines(Duration base, Duration pass, int factor, Duration stopping) {}

    /**
     * How often statuses are published.
     *
     * @param start that a waiting job is at work is told after this, unless it has ended by then
     * @param progress least time between two that tell of progress alone
     * @param repeat a final status that did not arrive is published again after this
     */
    public record Announcing(Duration start, Duration progress, Duration repeat) {}
}
