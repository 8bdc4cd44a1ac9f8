package io.vasari.gateway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Priority;
import io.vasari.contracts.Task;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** What must hold of all that a scheduler wants done, whatever happens. */
final class Invariants {
    final AttemptLedger attempts;
    private final SchedulerLimits limits;
    private final Map<String, Job> jobs;
    private final Map<String, BitSet> made = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Set<String> stoppedByThisScheduler = new HashSet<>();

    Invariants(SchedulerLimits limits, Map<String, Job> jobs) {
        this.limits = limits;
        this.jobs = jobs;
        this.attempts = new AttemptLedger(limits.retries());
    }

    /** A worker has made the samples of a task. */
    void made(Task task) {
        madeOf(task.jobId()).set(task.range().first(), task.range().end());
    }

    private BitSet madeOf(String jobId) {
        return made.computeIfAbsent(jobId, id -> new BitSet());
    }

    void schedulerCrashed() {
        versions.clear();
        stoppedByThisScheduler.clear();
        attempts.schedulerCrashed();
    }

    /**
     * @param released tasks of a priority that are out after the input that this effect follows from
     * @param slots as the scheduler was told
     */
    void check(Effect effect, ToIntFunction<Priority> released, PoolSlots slots) {
        if (effect instanceof Effect.Release release) {
            check(release.task(), released, slots);
        } else if (effect instanceof Effect.Announce announce) {
            check(announce.status());
        } else if (effect instanceof Effect.Stop stop) {
            stoppedByThisScheduler.add(stop.cancellation().jobId());
        } else if (effect instanceof Effect.Bury bury) {
            attempts.buried(bury.letter());
        }
    }

    private void check(Task task, ToIntFunction<Priority> released, PoolSlots slots) {
        int takers = slots.of(task.priority());
        assertThat(takers).as("released while there were no workers").isPositive();
        assertThat(released.applyAsInt(task.priority()))
                .as("%s tasks out", task.priority())
                .isLessThanOrEqualTo(limits.window().mostTasks(takers));
        assertThat(stoppedByThisScheduler).as("stopped").doesNotContain(task.jobId());
        assertThat(task.range().end())
                .isLessThanOrEqualTo(jobs.get(task.jobId()).samples());
        attempts.released(task);
    }

    private void check(JobStatus status) {
        String id = status.job().id();
        assertThat(status.done() + status.failed())
                .as("settled")
                .isLessThanOrEqualTo(status.job().samples());
        assertThat(status.done()).as("done").isLessThanOrEqualTo(madeOf(id).cardinality());
        assertThat(status.version()).isGreaterThan(versions.getOrDefault(id, 0L));
        versions.put(id, status.version());
    }

    /** Of every job, once all have ended. */
    static void checkEnds(Arrivals arrived) {
        for (var status : arrived.statuses.values()) {
            int samples = status.job().samples();
            var indexed = new BitSet();
            arrived.shards(status.job().id()).forEach(range -> indexed.set(range.first(), range.end()));
            assertThat(indexed.cardinality())
                    .as("samples in the index of %s", status)
                    .isGreaterThanOrEqualTo(status.done());
            switch (status.state()) {
                case SUCCEEDED -> assertThat(status.done()).isEqualTo(samples);
                case PARTIAL -> assertThat(status.done()).isBetween(1, samples - 1);
                case FAILED -> assertThat(status.failed()).isEqualTo(samples);
                default -> assertThat(status.done()).isLessThan(samples);
            }
            if (status.state() == JobState.PARTIAL) {
                assertThat(status.done() + status.failed()).isEqualTo(samples);
            }
            assertThat(status.error().isPresent()).isEqualTo(status.state() != JobState.SUCCEEDED);
        }
    }
}
