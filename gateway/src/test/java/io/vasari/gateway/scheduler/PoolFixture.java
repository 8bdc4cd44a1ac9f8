package io.vasari.gateway.scheduler;

import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Shard;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** One pool's scheduler, a clock, and what came out so far. */
final class PoolFixture implements Published {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final ModelRef MODEL = new ModelRef("mnist-gan", "epoch-200");

    final Map<String, JobStatus> arrived = new HashMap<>();
    final Map<String, List<SampleRange>> index = new HashMap<>();
    final Map<String, byte[]> store = new HashMap<>();
    Instant now = START;
    PoolScheduler scheduler = newScheduler();
    List<Effect> last = List.of();

    private PoolScheduler newScheduler() {
        return new PoolScheduler("default", SchedulerLimits.DEFAULT, this, new SplittableRandom(1));
    }

    @Override
    public Optional<JobStatus> status(String jobId) {
        return Optional.ofNullable(arrived.get(jobId));
    }

    @Override
    public List<SampleRange> shards(String jobId) {
        return index.getOrDefault(jobId, List.of());
    }

    /** What has arrived of a job. */
    JobStatus statusOf(String jobId) {
        return arrived.get(jobId);
    }

    static Job job(String id, int samples) {
        return job(id, samples, "ada", Priority.BATCH, Optional.empty());
    }

    static Job job(String id, int samples, String tenant, Priority priority, Optional<Instant> expiresAt) {
        return new Job(id, tenant, "default", MODEL, samples, 42, priority, START, expiresAt);
    }

    List<Task> submit(Job job) {
        return apply(new PoolInput.Submit(job));
    }

    /** So many for each priority. */
    List<Task> slots(int slots) {
        return slots(new PoolSlots(slots, slots));
    }

    List<Task> slots(PoolSlots slots) {
        return apply(new PoolInput.Capacity(slots));
    }

    List<Task> cancel(String jobId) {
        return apply(new PoolInput.Cancel(jobId));
    }

    List<Task> pass(Duration time) {
        now = now.plus(time);
        return apply(new PoolInput.Tick());
    }

    List<Task> complete(Task task, long workMillis) {
        int count = task.range().count();
        var artifact = new ArtifactRef("a", "00", 1, "application/x-tar");
        var shard = new Shard(task.range(), artifact, new long[count], new int[count]);
        return apply(new PoolInput.Report(new TaskEvent.Completed(task, "w", now, shard, new float[0], workMillis)));
    }

    List<Task> lose(Task task) {
        return apply(new PoolInput.Report(new TaskEvent.Lost(task, "w", now, 2)));
    }

    List<Task> fail(Task task, FailureCode code) {
        return apply(new PoolInput.Report(new TaskEvent.Failed(task, "w", now, new Failure(code, "it broke"))));
    }

    List<Task> stoppedByWorker(Task task) {
        return apply(new PoolInput.Report(new TaskEvent.Canceled(task, "w", now)));
    }

    /** @return the tasks released */
    List<Task> apply(PoolInput input) {
        last = scheduler.apply(input, now);
        for (var effect : last) {
            if (effect instanceof Effect.Save save) {
                store.put(save.jobId(), save.state());
            } else if (effect instanceof Effect.Forget forget) {
                store.remove(forget.jobId());
            } else if (effect instanceof Effect.Announce announce) {
                arrived.put(announce.status().job().id(), announce.status());
            } else if (effect instanceof Effect.Index shard) {
                String jobId = shard.key().substring(0, shard.key().indexOf('/'));
                index.computeIfAbsent(jobId, id -> new ArrayList<>())
                        .add(shard.shard().range());
            }
        }
        return effects(Effect.Release.class).stream().map(Effect.Release::task).toList();
    }

    <T extends Effect> List<T> effects(Class<T> type) {
        return last.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Another scheduler takes over from what is stored. */
    void restart() {
        scheduler = newScheduler();
        store.keySet().stream().sorted().forEach(id -> scheduler.restore(store.get(id), now));
    }
}
