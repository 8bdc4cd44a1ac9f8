package io.vasari.gateway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.DeadLetter;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.FailureKind;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How every attempt at every task ended, and what may follow from it. It knows the rule and not the policy: no task runs
 * more often than it may, and none is given up before that, in whatever order its attempts fail and fall silent.
 *
 * <p>A scheduler that crashes may be told things twice and forget how an attempt ended; then only bounds are checked.
 */
final class AttemptLedger {
    private final SchedulerLimits.Retries limits;
    private final Map<String, TreeMap<Integer, End>> tasks = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private int schedulerCrashes;
    private int mixed;

    private enum End {
        /** It is not reported yet. If it never is, the scheduler's own deadline makes it silence. */
        OUT,
        SILENT,
        HOPELESS,
        FARMS_FAULT,
        WANT_OF_SOMETHING
    }

    AttemptLedger(SchedulerLimits.Retries limits) {
        this.limits = limits;
    }

    /** Tasks that were given up after attempts that ended in different ways. */
    int mixed() {
        return mixed;
    }

    void schedulerCrashed() {
        schedulerCrashes++;
    }

    /** The first report of the attempt that is out counts. */
    void reported(TaskEvent event) {
        var task = event.task();
        if (event instanceof TaskEvent.Completed) {
            done.add(task.id());
        }
        var ends = tasks.get(task.id());
        if (ends.lastKey() == task.attempt() && ends.lastEntry().getValue() == End.OUT) {
            ends.put(task.attempt(), endOf(event));
        }
    }

    void released(Task task) {
        var ends = tasks.computeIfAbsent(task.id(), id -> new TreeMap<>());
        int attempt = task.attempt();
        assertThat(attempt)
                .as("attempts at %s, which ended so: %s", task.id(), ends)
                .isLessThanOrEqualTo(limits.patientAttempts() + 1 + schedulerCrashes);
        if (schedulerCrashes == 0) {
            assertThat(done).as("released").doesNotContain(task.id());
            assertThat(ends).as("attempts at %s", task.id()).hasSize(attempt - 1);
            if (attempt > 1) {
                ends.replace(attempt - 1, End.OUT, End.SILENT);
                assertThat(mayGoOn(ends, attempt - 1))
                        .as("%s may be tried after %s", task.id(), ends)
                        .isTrue();
            }
        }
        ends.put(attempt, End.OUT);
    }

    void buried(DeadLetter letter) {
        var task = letter.task();
        var ends = tasks.get(task.id());
        var end = endOf(letter.failure().code());
        if (schedulerCrashes == 0) {
            assertThat(task.attempt()).as("the last attempt at %s", task.id()).isEqualTo(ends.lastKey());
            ends.replace(task.attempt(), End.OUT, End.SILENT);
            assertThat(end).as("the reason to give up %s", task.id()).isEqualTo(ends.get(task.attempt()));
            assertThat(mayGoOn(ends, task.attempt()))
                    .as("%s was given up after %s", task.id(), ends)
                    .isFalse();
            mixed += Set.copyOf(ends.values()).size() > 1 ? 1 : 0;
        } else {
            assertThat(task.attempt())
                    .as("%s was given up by %s", task.id(), letter)
                    .isGreaterThanOrEqualTo(
                            switch (end) {
                                case HOPELESS -> 1;
                                case OUT, SILENT, FARMS_FAULT -> limits.attempts();
                                case WANT_OF_SOMETHING -> limits.patientAttempts();
                            });
        }
    }

    private boolean mayGoOn(Map<Integer, End> ends, int attempt) {
        return switch (ends.get(attempt)) {
            case HOPELESS -> false;
            case FARMS_FAULT -> attempt < limits.attempts();
            case WANT_OF_SOMETHING -> attempt < limits.patientAttempts();
            case OUT, SILENT -> !hadThePoolToItself(ends, attempt);
        };
    }

    /** Once the attempts of the impatient are used up, whatever follows a silence runs alone. */
    private boolean hadThePoolToItself(Map<Integer, End> ends, int attempt) {
        return attempt >= limits.attempts() && ends.get(attempt - 1) == End.SILENT;
    }

    private static End endOf(TaskEvent event) {
        if (event instanceof TaskEvent.Failed failed) {
            return endOf(failed.failure().code());
        }
        return event instanceof TaskEvent.Lost ? End.SILENT : End.WANT_OF_SOMETHING;
    }

    private static End endOf(FailureCode code) {
        if (code == FailureCode.WORKER_LOST || code == FailureCode.TASK_DEADLINE_EXCEEDED) {
            return End.SILENT;
        }
        if (code.kind() == FailureKind.INTERNAL) {
            return End.FARMS_FAULT;
        }
        return code.kind() == FailureKind.CALLER && code != FailureCode.CANCELED ? End.HOPELESS : End.WANT_OF_SOMETHING;
    }
}
