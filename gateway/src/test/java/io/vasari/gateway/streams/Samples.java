package io.vasari.gateway.streams;

import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Job;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.Shard;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.TaskQueue;
import io.vasari.contracts.WorkerBeat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records as the rest of the farm writes them. */
final class Samples {
    static final String POOL = "default";
    static final ModelRef MODEL = new ModelRef("mnist-gan", "epoch-200");

    static Job job(String id, int samples) {
        return job(id, samples, Priority.BATCH);
    }

    static Job job(String id, int samples, Priority priority) {
        return new Job(
                id, "ada", POOL, MODEL, samples, 42, priority, Instant.parse("2026-01-01T00:00:00Z"), Optional.empty());
    }

    static final TaskQueue BATCH_QUEUE = new TaskQueue(POOL, Priority.BATCH);

    /** A worker with so many slots for each priority. */
    static WorkerBeat beat(String id, int slots, Instant at) {
        return new WorkerBeat(id, POOL, WorkerBeat.State.READY, 2 * slots, slots, 0, "cpu", List.of(MODEL), at, at);
    }

    static TaskEvent completed(Task task, Instant at) {
        int count = task.range().count();
        var artifact = new ArtifactRef(
                "jobs/" + task.jobId() + "/" + task.range().first() + "-" + count + "-" + task.attempt() + ".tar",
                "00",
                512L * count,
                "application/x-tar");
        return new TaskEvent.Completed(
                task, "w-1", at, new Shard(task.range(), artifact, new long[count], new int[count]), new float[0], 5);
    }

    private Samples() {}
}
