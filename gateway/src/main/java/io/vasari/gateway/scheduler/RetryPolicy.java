package io.vasari.gateway.scheduler;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.FailureKind;
import io.vasari.gateway.scheduler.TaskTry.Phase;
import io.vasari.gateway.scheduler.TaskTry.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether, when and with what standing a task that was not done is tried again. A task whose worker fell silent is only
 * given up if it was alone in the pool at its last attempt: one that crashes every worker never makes its neighbours fail.
 */
final class RetryPolicy {
    private final SchedulerLimits.Retries limits;
    private final RandomGenerator jitter;

    RetryPolicy(SchedulerLimits.Retries limits, RandomGenerator jitter) {
        this.limits = limits;
        this.jitter = jitter;
    }

    /**
     * @param tried the try that did not succeed
     * @param attempt the attempt that is reported; after a crash it may be ahead of the try
     * @return the next try, waiting; empty when the task is given up
     */
    Optional<TaskTry> next(TaskTry tried, int attempt, FailureCode code, Instant now) {
        if (code == FailureCode.WORKER_LOST || code == FailureCode.TASK_DEADLINE_EXCEEDED) {
            return afterSilence(tried, attempt, now);
        }
        boolean hopeless = code.kind() == FailureKind.CALLER && code != FailureCode.CANCELED;
        int limit = code.kind() == FailureKind.INTERNAL ? limits.attempts() : limits.patientAttempts();
        if (hopeless || attempt >= limit) {
            return Optional.empty();
        }
        boolean store = code == FailureCode.STORE_FULL || code == FailureCode.STORE_UNAVAILABLE;
        return Optional.of(
                again(tried, attempt, store ? Standing.BRAKING : Standing.PLAIN, now.plus(backoff(attempt))));
    }

    private Optional<TaskTry> afterSilence(TaskTry tried, int attempt, Instant now) {
        if (tried.standing() == Standing.SOLO && tried.isReleased()) {
            return Optional.empty();
        }
        var standing = attempt + 1 >= limits.attempts() ? Standing.SOLO : Standing.SUSPECT;
        return Optional.of(again(tried, attempt, standing, attempt == 1 ? now : now.plus(backoff(attempt))));
    }

    private static TaskTry again(TaskTry tried, int attempt, Standing standing, Instant due) {
        return new TaskTry(tried.range(), attempt + 1, Phase.WAITING, standing, due, tried.costMillis());
    }

    private Duration backoff(int attempt) {
        long millis = limits.backoff().toMillis() << Math.min(attempt - 1, 10);
        return Duration.ofMillis(Math.round(millis * jitter.nextDouble(0.8, 1.2)));
    }
}
