package io.vasari.gateway.scheduler;

import io.vasari.contracts.Cancellation;
import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Decides what the workers of one pool do next. It owns the pool's jobs from submission to their end, and the count of what is
 * done; the attempts at their tasks are left to {@link Attempts}.
 *
 * <p>Deterministic: the same inputs at the same instants give the same effects. Idempotent: an input that comes again changes
 * nothing, so it may be restored from states saved at different moments and fed the inputs since the oldest of them. Not
 * thread-safe.
 */
public final class PoolScheduler {
    private final SchedulerLimits limits;
    private final Published published;
    private final Attempts attempts;
    private final Announcer announcer;
    private final Map<String, JobRun> jobs = new HashMap<>();
    private final Set<JobRun> restored = new LinkedHashSet<>();
    private final NavigableSet<JobRun> expiring = new TreeSet<>(
            Comparator.<JobRun, Instant>comparing(run -> run.job().expiresAt().orElseThrow())
                    .thenComparing(run -> run.job().id()));

    /**
     * @param published what has arrived of what was announced; to tell jobs that have ended from new ones
     * @param jitter spreads retries
     */
    public PoolScheduler(String pool, SchedulerLimits limits, Published published, RandomGenerator jitter) {
        this.limits = limits;
        this.published = published;
        this.attempts = new Attempts(pool, limits, jitter);
        this.announcer = new Announcer(limits.announcing(), published);
    }

    /** Handles one input. Instants may be equal from one input to the next, but do not go back. */
    public List<Effect> apply(PoolInput input, Instant instant) {
        var turn = new Turn(instant.truncatedTo(ChronoUnit.MILLIS));
        resume(turn);
        if (input instanceof PoolInput.Submit submit) {
            submit(submit.job(), turn);
        } else if (input instanceof PoolInput.Cancel cancel) {
            Optional.ofNullable(jobs.get(cancel.jobId())).ifPresent(run -> stop(run, JobState.CANCELED, turn));
        } else if (input instanceof PoolInput.Report report) {
            report(report.event(), turn);
        } else if (input instanceof PoolInput.Capacity capacity) {
            attempts.resize(capacity.slots(), turn.now());
        } else {
            attempts.overdue(turn);
            announcer.overdue(turn).forEach(turn::touch);
            announcer.confirm(turn);
        }
        expire(turn);
        attempts.release(turn);
        turn.touched().forEach(run -> conclude(run, turn));
        return turn.effects();
    }

    /**
     * Goes on with a job from its last {@link Effect.Save}. To be called before any input, for each state that is kept.
     *
     * @throws IllegalArgumentException when the bytes are not a job's state
     */
    public void restore(byte[] saved, Instant instant) {
        var now = instant.truncatedTo(ChronoUnit.MILLIS);
        var run = JobRun.of(JobCodec.decode(saved));
        var last = published.status(run.job().id());
        if (run.hasEnded() || last.filter(status -> status.state().isTerminal()).isPresent()) {
            announcer.awaitArrival(run);
            return;
        }
        long savedVersion = run.version();
        run.reconcile(last, published.shards(run.job().id()));
        attempts.restore(run, now);
        begin(run);
        last.ifPresent(status -> announcer.remember(status, now));
        boolean current = last.filter(status -> status.version() >= savedVersion
                        && status.state() == run.state(false)
                        && run.ending().isEmpty())
                .isPresent();
        if (!current) {
            restored.add(run);
        }
    }

    /** What is still to be made. Takes time in proportion to the number of jobs. */
    public Backlog backlog() {
        var sum = new Backlog.Sum();
        var millisPerSample = new HashMap<Workload, Double>();
        for (var run : jobs.values()) {
            long running = run.released();
            long left = run.job().samples() - run.done() - run.failed();
            double millis = millisPerSample.computeIfAbsent(Workload.of(run.job()), attempts::millisPerSample);
            sum.add(run.job(), run.hasStarted(), left, running, millis);
        }
        return sum.backlog();
    }

    /** By model. */
    public Map<ModelRef, Forecast> forecasts() {
        return attempts.forecasts();
    }

    /** Tasks released and not reported. */
    public int released() {
        return attempts.released();
    }

    int released(Priority priority) {
        return attempts.released(priority);
    }

    /** Released tasks that a worker went away with before: at most one. */
    int suspectsOut() {
        return attempts.suspects();
    }

    /** Tells again what a crash may have swallowed. */
    private void resume(Turn turn) {
        for (var run : restored) {
            run.ending().ifPresent(ending -> turn.effect(new Effect.Stop(notice(run, turn))));
            announcer.unsay(run);
            turn.touch(run);
        }
        restored.clear();
    }

    private void submit(Job job, Turn turn) {
        if (jobs.containsKey(job.id()) || announcer.ended(job.id()).isPresent()) {
            return;
        }
        var last = published.status(job.id());
        if (last.filter(status -> status.state().isTerminal()).isPresent()) {
            return;
        }
        var run = new JobRun(job);
        if (last.isPresent()) {
            run.reconcile(last, published.shards(job.id()));
        }
        begin(run);
        turn.touch(run);
    }

    private void begin(JobRun run) {
        jobs.put(run.job().id(), run);
        if (run.job().expiresAt().isPresent()) {
            expiring.add(run);
        }
        attempts.begin(run);
    }

    private void stop(JobRun run, JobState end, Turn turn) {
        if (run.ending().isPresent()) {
            return;
        }
        run.end(end, turn.now());
        attempts.stop(run, turn);
        turn.effect(new Effect.Stop(notice(run, turn)));
        turn.touch(run);
    }

    private void report(TaskEvent event, Turn turn) {
        var run = jobs.get(event.task().jobId());
        if (run == null && event instanceof TaskEvent.Completed completed) {
            reindex(completed, turn);
        }
        if (run == null || event.task().range().end() > run.job().samples()) {
            return;
        }
        if (event instanceof TaskEvent.Completed completed) {
            complete(run, completed, turn);
        } else if (event instanceof TaskEvent.Failed failed) {
            attempts.fail(run, event, failed.failure(), turn);
        } else if (event instanceof TaskEvent.Lost) {
            attempts.fail(run, event, new Failure(FailureCode.WORKER_LOST, "the worker that had it went away"), turn);
        } else {
            attempts.fail(run, event, new Failure(FailureCode.CANCELED, "the worker was told to stop"), turn);
        }
    }

    private void complete(JobRun run, TaskEvent.Completed event, Turn turn) {
        var range = event.task().range();
        if (run.complete(range) == 0) {
            return;
        }
        attempts.complete(run, event, turn);
        turn.effect(new Effect.Index(Topics.shardKey(run.job().id(), range.first()), event.shard()));
        turn.touch(run);
    }

    /** In a crash the end of a job may have been kept without all of its shards: their reports come again. */
    private void reindex(TaskEvent.Completed event, Turn turn) {
        String jobId = event.task().jobId();
        var range = event.task().range();
        int done = published
                .status(jobId)
                .filter(status -> status.state().isTerminal())
                .map(JobStatus::done)
                .or(() -> announcer.ended(jobId).map(JobRun::done))
                .orElse(0);
        if (done == 0) {
            return;
        }
        var indexed = new SampleSet();
        published.shards(jobId).forEach(indexed::add);
        if (indexed.size() < done && !indexed.containsAll(range)) {
            turn.effect(new Effect.Index(Topics.shardKey(jobId, range.first()), event.shard()));
        }
    }

    private void expire(Turn turn) {
        while (!expiring.isEmpty()
                && !expiring.first().job().expiresAt().orElseThrow().isAfter(turn.now())) {
            stop(expiring.pollFirst(), JobState.EXPIRED, turn);
        }
    }

    private void conclude(JobRun run, Turn turn) {
        boolean overdue = run.ending()
                .filter(ending ->
                        !ending.since().plus(limits.deadlines().stopping()).isAfter(turn.now()))
                .isPresent();
        var state = run.state(overdue);
        if (state.isTerminal()) {
            attempts.end(run);
            run.close(turn.now());
            if (run.job().expiresAt().isPresent()) {
                expiring.remove(run);
            }
            jobs.remove(run.job().id());
            announcer.awaitArrival(run);
        }
        announcer.announce(run, state, turn);
        turn.effect(new Effect.Save(run.job().id(), JobCodec.encode(run.snapshot())));
    }

    private static Cancellation notice(JobRun run, Turn turn) {
        return new Cancellation(run.job().id(), turn.now());
    }
}
