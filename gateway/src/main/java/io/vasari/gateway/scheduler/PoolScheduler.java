package io.vasari.gateway.scheduler;

import io.vasari.contracts.Cancellation;
import io.vasari.contracts.DeadLetter;
import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.Priority;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.Topics;
import io.vasari.gateway.scheduler.TaskTry.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
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
 * Decides what the workers of one pool do next. It owns the pool's jobs from submission to their end, every attempt at every
 * task, and the count of what is done.
 *
 * <p>Deterministic: the same inputs at the same instants give the same effects. Idempotent: an input that comes again changes
 * nothing, so it may be restored from states saved at different moments and fed the inputs since the oldest of them. Not
 * thread-safe.
 */
public final class PoolScheduler {
    private static final String SELF = "scheduler";

    private final String pool;
    private final SchedulerLimits limits;
    private final Published published;
    private final WorkEstimate estimate;
    private final TaskSizing sizing;
    private final RetryPolicy retries;
    private final ReleaseWindow window;
    private final WaitingLines lines;
    private final Announcer announcer;
    private final Map<String, JobRun> jobs = new HashMap<>();
    private final Set<JobRun> busy = new LinkedHashSet<>();
    private final Set<JobRun> restored = new LinkedHashSet<>();
    private final NavigableSet<JobRun> expiring = new TreeSet<>(
            Comparator.<JobRun, Instant>comparing(run -> run.job().expiresAt().orElseThrow())
                    .thenComparing(run -> run.job().id()));
    private Optional<Instant> withoutWorkersSince = Optional.empty();

    /**
     * @param published what has arrived of what was announced; to tell jobs that have ended from new ones
     * @param jitter spreads retries
     */
    public PoolScheduler(String pool, SchedulerLimits limits, Published published, RandomGenerator jitter) {
        this.pool = pool;
        this.limits = limits;
        this.published = published;
        this.estimate = new WorkEstimate(limits.sizing());
        this.sizing = new TaskSizing(limits.sizing(), estimate);
        this.retries = new RetryPolicy(limits.retries(), jitter);
        this.window = new ReleaseWindow(limits.window());
        this.lines = new WaitingLines(limits.quantum());
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
            resize(capacity.slots(), turn.now());
        } else {
            tick(turn);
        }
        expire(turn);
        for (var next = lines.next(window, turn.now()); next.isPresent(); next = lines.next(window, turn.now())) {
            release(next.get(), turn);
        }
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
        for (var task : List.copyOf(run.tries())) {
            if (task.isReleased()) {
                put(run, task.notBefore(now.plus(limits.deadlines().base())));
            } else {
                put(run, task);
                lines.add(run, task);
            }
        }
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
        var loads = new EnumMap<Priority, Backlog.Load>(Priority.class);
        var millisPerSample = new HashMap<Workload, Double>();
        for (var run : jobs.values()) {
            long running = run.released();
            long left = run.job().samples() - run.done() - run.failed();
            double millis = millisPerSample.computeIfAbsent(Workload.of(run.job()), sizing::millisPerSample);
            var load = loads.getOrDefault(run.job().priority(), Backlog.Load.NONE);
            loads.put(run.job().priority(), load.plus(Math.max(0, left - running), running, left * millis / 1000));
        }
        return new Backlog(loads);
    }

    /** Tasks released and not reported. */
    public int released() {
        return window.released();
    }

    /** Released tasks that a worker went away with before: at most one. */
    int suspectsOut() {
        return window.suspects();
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
        if (jobs.containsKey(job.id()) || announcer.isEnded(job.id())) {
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
        lines.add(run);
    }

    private void stop(JobRun run, JobState end, Turn turn) {
        if (run.ending().isPresent()) {
            return;
        }
        run.end(end, turn.now());
        lines.remove(run);
        List.copyOf(run.tries()).stream().filter(task -> !task.isReleased()).forEach(task -> drop(run, task, turn));
        turn.effect(new Effect.Stop(notice(run, turn)));
        turn.touch(run);
    }

    private void report(TaskEvent event, Turn turn) {
        var run = jobs.get(event.task().jobId());
        if (run == null || event.task().range().end() > run.job().samples()) {
            return;
        }
        if (event instanceof TaskEvent.Completed completed) {
            complete(run, completed, turn);
        } else if (event instanceof TaskEvent.Failed failed) {
            fail(run, event, failed.failure(), turn);
        } else if (event instanceof TaskEvent.Lost) {
            fail(run, event, new Failure(FailureCode.WORKER_LOST, "the worker that had it went away"), turn);
        } else {
            fail(run, event, new Failure(FailureCode.CANCELED, "the worker was told to stop"), turn);
        }
    }

    private void complete(JobRun run, TaskEvent.Completed event, Turn turn) {
        var range = event.task().range();
        if (run.complete(range) == 0) {
            return;
        }
        List.copyOf(run.tries()).stream()
                .filter(task -> run.isDone(task.range()))
                .forEach(task -> drop(run, task, turn));
        estimate.learn(Workload.of(run.job()), range.count(), event.workMillis());
        turn.effect(new Effect.Index(Topics.shardKey(run.job().id(), range.first()), event.shard()));
        turn.touch(run);
    }

    private void fail(JobRun run, TaskEvent event, Failure failure, Turn turn) {
        run.tryOf(event.task().range())
                .filter(task -> event.task().attempt() >= task.attempt())
                .ifPresent(task -> fail(run, task, event.task(), failure, event.worker(), turn));
    }

    private void fail(JobRun run, TaskTry task, Task tried, Failure failure, String worker, Turn turn) {
        drop(run, task, turn);
        turn.touch(run);
        if (run.ending().isPresent()) {
            return;
        }
        var next = retries.next(task, tried.attempt(), failure.code(), turn.now());
        if (next.isPresent()) {
            put(run, next.get());
            lines.add(run, next.get());
        } else {
            run.giveUp(task.range(), failure);
            turn.effect(new Effect.Bury(new DeadLetter(tried, failure, worker, turn.now())));
        }
    }

    private void resize(int slots, Instant now) {
        if (slots == 0) {
            withoutWorkersSince = withoutWorkersSince.or(() -> Optional.of(now));
        } else if (withoutWorkersSince.isPresent()) {
            postponeDeadlines(Duration.between(withoutWorkersSince.get(), now));
            withoutWorkersSince = Optional.empty();
        }
        window.resize(slots);
    }

    /** Nobody could have reported while there was nobody. */
    private void postponeDeadlines(Duration time) {
        for (var run : busy) {
            for (var task : List.copyOf(run.tries())) {
                if (task.isReleased()) {
                    run.put(task.at(task.at().plus(time)));
                }
            }
        }
    }

    private void tick(Turn turn) {
        for (var run : List.copyOf(busy)) {
            boolean out = false;
            for (var task : List.copyOf(run.tries())) {
                out |= task.isReleased();
                if (task.isReleased() && window.slots() > 0 && task.at().isBefore(turn.now())) {
                    var failure = new Failure(
                            FailureCode.TASK_DEADLINE_EXCEEDED, "no worker reported it before " + task.at());
                    fail(run, task, taskOf(run, task), failure, SELF, turn);
                }
            }
            if (!out) {
                busy.remove(run);
            } else if (run.ending().isPresent()) {
                turn.touch(run);
            }
        }
        announcer.overdue(turn).forEach(turn::touch);
        announcer.confirm(turn);
    }

    private void expire(Turn turn) {
        while (!expiring.isEmpty()
                && !expiring.first().job().expiresAt().orElseThrow().isAfter(turn.now())) {
            stop(expiring.pollFirst(), JobState.EXPIRED, turn);
        }
    }

    private void release(WaitingLines.Next next, Turn turn) {
        var run = next.run();
        var work = Workload.of(run.job());
        var waiting = next.again().orElseGet(() -> run.takeFresh(sizing.next(work, run.fresh(), window.slots())));
        if (next.again().isPresent()) {
            window.leave(waiting);
        }
        long cost = Math.round(estimate.millis(work, waiting.range().count()));
        var task = waiting.released(turn.now().plus(patience(cost)), cost);
        put(run, task);
        run.start(turn.now());
        busy.add(run);
        lines.charge(run, Math.max(1, cost));
        turn.effect(new Effect.Release(taskOf(run, task)));
        turn.touch(run);
    }

    private void conclude(JobRun run, Turn turn) {
        boolean overdue = run.ending()
                .filter(ending ->
                        !ending.since().plus(limits.deadlines().stopping()).isAfter(turn.now()))
                .isPresent();
        var state = run.state(overdue);
        if (state.isTerminal()) {
            run.tries().forEach(window::leave);
            run.close(turn.now());
            lines.remove(run);
            busy.remove(run);
            if (run.job().expiresAt().isPresent()) {
                expiring.remove(run);
            }
            jobs.remove(run.job().id());
            announcer.awaitArrival(run);
        }
        announcer.announce(run, state, turn);
        turn.effect(new Effect.Save(run.job().id(), JobCodec.encode(run.snapshot())));
    }

    private void put(JobRun run, TaskTry task) {
        run.put(task);
        window.enter(task);
        if (task.isReleased()) {
            busy.add(run);
        }
    }

    private void drop(JobRun run, TaskTry task, Turn turn) {
        run.remove(task);
        window.leave(task);
        if (task.isReleased() && task.standing() == Standing.SOLO) {
            lines.pauseSolos(turn.now().plus(limits.retries().soloPause()));
        }
    }

    private static Cancellation notice(JobRun run, Turn turn) {
        return new Cancellation(run.job().id(), turn.now());
    }

    private Duration patience(long costMillis) {
        return limits.deadlines().base().plusMillis(limits.deadlines().factor() * costMillis);
    }

    private Task taskOf(JobRun run, TaskTry task) {
        var job = run.job();
        return new Task(
                Task.idOf(job.id(), task.range()),
                task.attempt(),
                job.id(),
                pool,
                job.model(),
                task.range(),
                job.seed(),
                job.priority(),
                job.conditioning().map(conditioning -> conditioning.slice(task.range())),
                task.at().minus(patience(task.costMillis())),
                task.at());
    }
}
