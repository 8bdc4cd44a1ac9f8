package io.vasari.gateway.scheduler;

import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells how jobs stand: a change of state at once, but for that of a waiting job to one at work, which is left out when
 * the end follows soon; progress now and then; and an end again and again until it has arrived. Only then is the job's
 * state dropped, so that a crash in between loses no job.
 */
final class Announcer {
    private final SchedulerLimits.Announcing limits;
    private final Published published;
    private final Map<String, Said> said = new HashMap<>();

    /** What was held back, and until when. */
    private final Map<JobRun, Instant> untold = new LinkedHashMap<>();

    private final Map<String, JobRun> ended = new LinkedHashMap<>();

    Announcer(SchedulerLimits.Announcing limits, Published published) {
        this.limits = limits;
        this.published = published;
    }

    private record Said(JobState state, int settled, Instant at) {}

    /** What was told of a job before a restart. */
    void remember(JobStatus status, Instant now) {
        said.put(status.job().id(), new Said(status.state(), status.done() + status.failed(), now));
    }

    /** The next announcement of the job is not held back. */
    void unsay(JobRun run) {
        said.remove(run.job().id());
    }

    /** A job has ended, which is to be confirmed. */
    void awaitArrival(JobRun run) {
        ended.put(run.job().id(), run);
        untold.remove(run);
    }

    /** A job that has ended, as long as that is not known to have arrived. */
    Optional<JobRun> ended(String jobId) {
        return Optional.ofNullable(ended.get(jobId));
    }

    void announce(JobRun run, JobState state, Turn turn) {
        var last = said.get(run.job().id());
        if (last == null) {
            say(run, state, turn);
        } else if (last.state() == JobState.QUEUED && state == JobState.PROCESSING) {
            holdBack(run, turn.now().plus(limits.start()), state, turn);
        } else if (last.state() != state) {
            say(run, state, turn);
        } else if (last.settled() != run.done() + run.failed()) {
            holdBack(run, last.at().plus(limits.progress()), state, turn);
        }
    }

    private void holdBack(JobRun run, Instant due, JobState state, Turn turn) {
        if (untold.getOrDefault(run, due).isAfter(turn.now())) {
            untold.putIfAbsent(run, due);
        } else {
            say(run, state, turn);
        }
    }

    /** The jobs whose word was held back for long enough. */
    List<JobRun> overdue(Turn turn) {
        return untold.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(turn.now()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Forgets the jobs whose end has arrived, and repeats those that should have. */
    void confirm(Turn turn) {
        for (var run : new ArrayList<>(ended.values())) {
            String id = run.job().id();
            var last = said.get(id);
            if (published
                    .status(id)
                    .filter(status -> status.state().isTerminal())
                    .isPresent()) {
                ended.remove(id);
                said.remove(id);
                turn.effect(new Effect.Forget(id));
            } else if (last == null || isOlder(last, limits.repeat().toMillis(), turn)) {
                say(run, run.state(true), turn);
                turn.effect(new Effect.Save(id, JobCodec.encode(run.snapshot())));
            }
        }
    }

    private void say(JobRun run, JobState state, Turn turn) {
        untold.remove(run);
        said.put(run.job().id(), new Said(state, run.done() + run.failed(), turn.now()));
        turn.effect(new Effect.Announce(run.nextStatus(state)));
    }

    private static boolean isOlder(Said last, long millis, Turn turn) {
        return !last.at().plusMillis(millis).isAfter(turn.now());
    }
}
