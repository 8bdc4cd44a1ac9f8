package io.vasari.gateway.streams;

import io.vasari.contracts.Cancellation;
import io.vasari.contracts.CloudEvent;
import io.vasari.contracts.DeadLetter;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Json;
import io.vasari.contracts.Shard;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskQueue;
import io.vasari.contracts.Topics;
import io.vasari.gateway.scheduler.Effect;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Carries out what the scheduler wants done: state into the store, words onto their topics. */
final class EffectRouter {
    private static final String SOURCE = "/scheduler";

    private final ProcessorContext<String, Outgoing> context;
    private final KeyValueStore<String, byte[]> jobs;

    EffectRouter(ProcessorContext<String, Outgoing> context, KeyValueStore<String, byte[]> jobs) {
        this.context = context;
        this.jobs = jobs;
    }

    void carryOut(List<Effect> effects, Instant now) {
        effects.forEach(effect -> carryOut(effect, now));
    }

    private void carryOut(Effect effect, Instant now) {
        if (effect instanceof Effect.Save save) {
            jobs.put(save.jobId(), save.state());
        } else if (effect instanceof Effect.Forget forget) {
            jobs.delete(forget.jobId());
        } else if (effect instanceof Effect.Release release) {
            var task = release.task();
            send(TaskQueue.of(task).topic(), task.id(), Task.class, task, now);
        } else if (effect instanceof Effect.Announce announce) {
            var status = announce.status();
            send(Topics.JOB_STATUS, status.job().id(), JobStatus.class, status, now);
        } else if (effect instanceof Effect.Index index) {
            send(Topics.JOB_SHARDS, index.key(), Shard.class, index.shard(), now);
        } else if (effect instanceof Effect.Stop stop) {
            send(Topics.CANCELLATIONS, stop.cancellation().jobId(), Cancellation.class, stop.cancellation(), now);
        } else if (effect instanceof Effect.Bury bury) {
            send(Topics.TASKS_DLQ, bury.letter().task().id(), DeadLetter.class, bury.letter(), now);
        }
    }

    private void send(String topic, String key, Class<?> type, Object record, Instant now) {
        var headers = new RecordHeaders();
        CloudEvent.headers(type, SOURCE, now).forEach(headers::add);
        context.forward(new Record<>(key, new Outgoing(topic, Json.write(record)), now.toEpochMilli(), headers));
    }
}
