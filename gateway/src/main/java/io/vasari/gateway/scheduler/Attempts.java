package io.vasari.gateway.scheduler;

import io.vasari.contracts.DeadLetter;
import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.gateway.scheduler.TaskTry.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The attempts at the tasks of all jobs: what is before the workers, what waits to be tried again, and what is given up. Not
 * thread-safe.
 */
final class Attempts {
    private static final String SELF = "scheduler";

    private final String pool;
    private final SchedulerLimits limits;
    private final WorkEstimate estimate;
    private final TaskSizing sizing;
    private final RetryPolicy retries;
    private final ReleaseWindow window;
    private final WaitingLines lines;
    private final Set<JobRun> busy = new LinkedHashSet<>();
    private final Map<ModelRef, Forecast> forecasts = new HashMap<>();
    private Optional<Instant> withoutWorkersSince = Optional.empty();

    Attempts(String pool, SchedulerLimits limits, RandomGenerator jitter) {
        this.pool = pool;
        this.limits = limits;
        this.estimate = new WorkEstimate(limits.sizing());
        this.sizing = new TaskSizing(limits.sizing(), estimate);
        this.retries = new RetryPolicy(limits.retries(), jitter);
        this.window = new ReleaseWindow(limits.window());
        this.lines = new WaitingLines(limits.quantum());
    }

    int released() {
        return window.released();
    }

    int released(Priority priority) {
        return window.released(priority);
    }

    int suspects() {
        return window.suspects();
    }

    Map<ModelRef, Forecast> forecasts() {
        return Map.copyOf(forecasts);
    }

    double millisPerSample(Workload work) {
        return sizing.millisPerSample(work);
    }

    void begin(JobRun run) {
        lines.add(run);
    }

    /** What was out when the state was saved may still be reported: it has its time once more. */
    void restore(JobRun run, Instant now) {
        for (var task : List.copyOf(run.tries())) {
            if (task.isReleased()) {
                put(run, task.notBefore(now.plus(limits.deadlines().base())));
            } else {
                put(run, task);
                lines.add(run, task);
            }
        }
    }

    /** Nothing of the job goes out any more; what is out may be reported. */
    void stop(JobRun run, Turn turn) {
        lines.remove(run);
        List.copyOf(run.tries()).stream().filter(task -> !task.isReleased()).forEach(task -> drop(run, task, turn));
    }

    /** To be called while the job still has its tries. */
    void end(JobRun run) {
        run.tries().forEach(task -> window.leave(run.job().priority(), task));
        lines.remove(run);
        busy.remove(run);
    }

    void complete(JobRun run, TaskEvent.Completed event, Turn turn) {
        run.tryOf(event.task().range())
                .filter(TaskTry::isReleased)
                .map(task -> Forecast.ofTask(task.costMillis(), event.workMillis()))
                .ifPresent(forecast -> forecasts.merge(run.job().model(), forecast, Forecast::plus));
        List.copyOf(run.tries()).stream()
                .filter(task -> run.isDone(task.range()))
                .forEach(task -> drop(run, task, turn));
        estimate.learn(Workload.of(run.job()), event.task().range().count(), event.workMillis());
    }

    /** A report that comes again, or of an attempt that is over, changes nothing. */
    void fail(JobRun run, TaskEvent event, Failure failure, Turn turn) {
        run.tryOf(event.task().range())
                .filter(task -> event.task().attempt() >= task.attempt())
                .ifPresent(task -> fail(run, task, event.task(), failure, event.worker(), turn));
    }

    private void fail(JobRun run, TaskTry task, Task tried, Failure failure, String worker, Turn turn) {
        drop(run, task, turn);
        turn.touch(run);
        if (failure.code() == FailureCode.WORKER_LOST) {
            lines.workerLost(turn.now().plus(limits.retries().lastFetch()));
        }
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

    void resize(PoolSlots slots, Instant now) {
        if (slots.isNone()) {
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

    /** Whatever is not reported by its deadline counts as failed. */
    void overdue(Turn turn) {
        for (var run : List.copyOf(busy)) {
            boolean out = false;
            for (var task : List.copyOf(run.tries())) {
                out |= task.isReleased();
                if (task.isReleased() && !window.slots().isNone() && task.at().isBefore(turn.now())) {
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
    }

    /** Puts before the workers what there is room for. */
    void release(Turn turn) {
        for (var next = lines.next(window, turn.now()); next.isPresent(); next = lines.next(window, turn.now())) {
            release(next.get(), turn);
        }
    }

    private void release(WaitingLines.Next next, Turn turn) {
        var run = next.run();
        var work = Workload.of(run.job());
        var priority = run.job().priority();
        var waiting = next.again()
                .orElseGet(() -> run.takeFresh(
                        sizing.next(work, run.fresh(), window.slots().of(priority))));
        if (next.again().isPresent()) {
            window.leave(priority, waiting);
        }
        long cost = Math.round(estimate.millis(work, waiting.range().count()));
        var task = waiting.released(turn.now().plus(patience(work, cost)), cost);
        put(run, task);
        run.start(turn.now());
        busy.add(run);
        lines.charge(run, Math.max(1, cost));
        turn.effect(new Effect.Release(taskOf(run, task)));
        turn.touch(run);
    }

    private void put(JobRun run, TaskTry task) {
        run.put(task);
        window.enter(run.job().priority(), task);
        if (task.isReleased()) {
            busy.add(run);
        }
    }

    private void drop(JobRun run, TaskTry task, Turn turn) {
        run.remove(task);
        window.leave(run.job().priority(), task);
        if (task.isReleased() && task.standing() == Standing.SOLO) {
            lines.pauseSolos(turn.now().plus(limits.retries().soloPause()));
        }
    }

    private Duration patience(Workload work, long costMillis) {
        return limits.deadlines()
                .base()
                .plus(limits.deadlines().pass().multipliedBy(work.passes() - 1L))
                .plusMillis(limits.deadlines().factor() * costMillis);
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
                task.at().minus(patience(Workload.of(job), task.costMillis())),
                task.at());
    }
}
