package io.vasari.gateway.streams;

import io.vasari.contracts.Job;
import io.vasari.contracts.JobCommand;
import io.vasari.contracts.Json;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.Topics;
import io.vasari.gateway.scheduler.PoolInput;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A record that was read, as what it tells the scheduler.
 *
 * @param pool which pool's scheduler it is for
 */
record Incoming(String pool, PoolInput input) {

    /** @throws UnreadableRecordException when it is not what belongs on the topic */
    static Incoming read(String topic, String key, byte[] value) {
        if (key == null || value == null) {
            throw new UnreadableRecordException("it has no " + (key == null ? "key" : "value"));
        }
        try {
            return new Incoming(
                    key,
                    topic.equals(Topics.JOBS)
                            ? command(key, Json.read(value, JobCommand.class))
                            : report(key, Json.read(value, TaskEvent.class)));
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(e.getMessage());
        }
    }

    private static PoolInput command(String pool, JobCommand command) {
        if (command instanceof JobCommand.Submit submit) {
            return new PoolInput.Submit(complete(pool, submit.job()));
        }
        requireAll("cancel", command.jobId());
        return new PoolInput.Cancel(command.jobId());
    }

    private static Job complete(String pool, Job job) {
        requireAll("job", job);
        requireAll(
                "job",
                job.id(),
                job.tenant(),
                job.pool(),
                job.model(),
                job.priority(),
                job.createdAt(),
                job.expiresAt());
        if (!job.pool().equals(pool)) {
            throw new UnreadableRecordException("a job of pool '" + job.pool() + "' has the key '" + pool + "'");
        }
        return job;
    }

    private static PoolInput report(String pool, TaskEvent event) {
        requireAll("event", event.task(), event.worker(), event.at());
        Task task = event.task();
        requireAll("task", task.id(), task.jobId(), task.pool(), task.model(), task.range());
        if (event instanceof TaskEvent.Completed completed) {
            requireAll("completed", completed.shard());
            requireAll("shard", completed.shard().artifact());
            if (!task.range().equals(completed.shard().range())) {
                throw new UnreadableRecordException("a task of " + task.range() + " has a shard of "
                        + completed.shard().range());
            }
        } else if (event instanceof TaskEvent.Failed failed) {
            requireAll("failed", failed.failure());
            requireAll("failure", failed.failure().code());
        }
        return new PoolInput.Report(event);
    }

    private static void requireAll(String what, Object... fields) {
        if (Stream.of(fields).anyMatch(Objects::isNull)) {
            throw new UnreadableRecordException("the " + what + " lacks a field");
        }
    }
}
