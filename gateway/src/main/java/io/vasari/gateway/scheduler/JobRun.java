package io.vasari.gateway.scheduler;

import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.SampleRange;
import io.vasari.gateway.scheduler.TaskTry.Phase;
import io.vasari.gateway.scheduler.TaskTry.Standing;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A job and how far it is. Every sample is in exactly one of four places: done, failed, in a try, or fresh (never released).
 * The sets hold whatever is reported in whatever order, so a sample counts once however often it is reported.
 */
final class JobRun {
    private final Job job;
    private final SampleSet done = new SampleSet();
    private final SampleSet failed = new SampleSet();
    /** All that is not fresh. */
    private final SampleSet taken = new SampleSet();

    private final NavigableMap<Integer, TaskTry> tries = new TreeMap<>();
    private final Deque<TaskTry> due = new ArrayDeque<>(1);
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<Instant> completedAt = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private long version;

    JobRun(Job job) {
        this.job = job;
    }

    static JobRun of(JobSnapshot snapshot) {
        var run = new JobRun(snapshot.job());
        run.done.addAll(snapshot.done());
        run.failed.addAll(snapshot.failed());
        snapshot.tries().forEach(task -> run.tries.put(task.range().first(), task));
        run.startedAt = snapshot.startedAt();
        run.completedAt = snapshot.completedAt();
        run.failure = snapshot.failure();
        run.ending = snapshot.ending();
        run.version = snapshot.version();
        run.findTaken();
        return run;
    }

    JobSnapshot snapshot() {
        return new JobSnapshot(
                job, version, startedAt, completedAt, failure, ending, done, failed, List.copyOf(tries.values()));
    }

    /**
     * Makes the state agree with what has arrived. Only what is in the index counts as done: what is not, is fresh again.
     *
     * @param indexed the ranges of the job's shards
     */
    void reconcile(Optional<JobStatus> last, List<SampleRange> indexed) {
        version = Math.max(version, last.map(JobStatus::version).orElse(0L));
        startedAt = startedAt.or(() -> last.flatMap(JobStatus::startedAt));
        var covered = new SampleSet();
        indexed.stream().filter(range -> range.end() <= job.samples()).forEach(covered::add);
        done.addAll(covered);
        done.retainAll(covered);
        failed.removeAll(done);
        tries.values().removeIf(task -> done.containsAll(task.range()));
        findTaken();
    }

    private void findTaken() {
        taken.clear();
        taken.addAll(done);
        taken.addAll(failed);
        tries.values().forEach(task -> taken.add(task.range()));
    }

    Job job() {
        return job;
    }

    int done() {
        return done.size();
    }

    int failed() {
        return failed.size();
    }

    long version() {
        return version;
    }

    Optional<Ending> ending() {
        return ending;
    }

    Collection<TaskTry> tries() {
        return tries.values();
    }

    /** Samples before the workers now. */
    int released() {
        return tries.values().stream()
                .filter(TaskTry::isReleased)
                .mapToInt(task -> task.range().count())
                .sum();
    }

    private boolean isOut() {
        return tries.values().stream().anyMatch(TaskTry::isReleased);
    }

    int fresh() {
        return job.samples() - taken.size();
    }

    boolean isReleasable() {
        while (!due.isEmpty() && !holds(due.peekFirst())) {
            due.removeFirst();
        }
        return ending.isEmpty() && completedAt.isEmpty() && (!due.isEmpty() || fresh() > 0);
    }

    /** Whether a try is still what it was: not reported, replaced or dropped since. */
    boolean holds(TaskTry task) {
        return task.equals(tries.get(task.range().first()));
    }

    Optional<TaskTry> tryOf(SampleRange range) {
        return Optional.ofNullable(tries.get(range.first()))
                .filter(task -> task.range().equals(range));
    }

    void put(TaskTry task) {
        tries.put(task.range().first(), task);
        taken.add(task.range());
    }

    /** A waiting try may go as soon as there is room. */
    void becomeDue(TaskTry task) {
        due.addLast(task);
    }

    Optional<TaskTry> takeDue() {
        return Optional.ofNullable(isReleasable() ? due.pollFirst() : null);
    }

    /** The first fresh range, at most so large. There must be one. */
    TaskTry takeFresh(int most) {
        int first = taken.firstAbsent();
        int end = taken.firstPresent(first, (int) Math.min((long) first + most, job.samples()));
        return new TaskTry(new SampleRange(first, end - first), 1, Phase.WAITING, Standing.PLAIN, job.createdAt(), 0);
    }

    void start(Instant now) {
        startedAt = startedAt.or(() -> Optional.of(now));
    }

    void remove(TaskTry task) {
        tries.remove(task.range().first());
    }

    /** @return how many samples were not done before; failed ones that came after all count as done */
    int complete(SampleRange range) {
        failed.remove(range);
        taken.add(range);
        return done.add(range);
    }

    boolean isDone(SampleRange range) {
        return done.containsAll(range);
    }

    void giveUp(SampleRange range, Failure reason) {
        failed.add(range);
        failed.removeAll(done);
        failure = failure.or(() -> Optional.of(reason));
    }

    void end(JobState state, Instant now) {
        ending = Optional.of(new Ending(state, now));
    }

    /** Whether any of it has been before the workers. */
    boolean hasStarted() {
        return startedAt.isPresent();
    }

    boolean hasEnded() {
        return completedAt.isPresent();
    }

    void close(Instant now) {
        completedAt = Optional.of(now);
        tries.clear();
        due.clear();
    }

    /** @param stopping whether a job that is ending no longer waits for its tasks */
    JobState state(boolean stopping) {
        if (done.size() == job.samples()) {
            return JobState.SUCCEEDED;
        }
        if (ending.isPresent() && (stopping || completedAt.isPresent() || !isOut())) {
            return ending.get().state();
        }
        if (done.size() + failed.size() == job.samples()) {
            return done.size() > 0 ? JobState.PARTIAL : JobState.FAILED;
        }
        return hasStarted() ? JobState.PROCESSING : JobState.QUEUED;
    }

    /** The next status to publish: its version is one more than the last. */
    JobStatus nextStatus(JobState state) {
        return new JobStatus(job, state, done.size(), failed.size(), ++version, startedAt, completedAt, error(state));
    }

    private Optional<Failure> error(JobState state) {
        return switch (state) {
            case PARTIAL, FAILED -> failure.map(first -> new Failure(
                    first.code(),
                    "%d of %d samples failed, the first because: %s"
                            .formatted(failed.size(), job.samples(), first.message())));
            case CANCELED -> Optional.of(new Failure(
                    FailureCode.CANCELED,
                    "canceled when %d of %d samples were made".formatted(done.size(), job.samples())));
            case EXPIRED -> Optional.of(new Failure(
                    FailureCode.JOB_EXPIRED,
                    "%d of %d samples were made by %s"
                            .formatted(
                                    done.size(),
                                    job.samples(),
                                    job.expiresAt().map(Instant::toString).orElse("its deadline"))));
            case QUEUED, PROCESSING, SUCCEEDED -> Optional.empty();
        };
    }
}
