package io.vasari.gateway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.JobCommand;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Json;
import io.vasari.contracts.Task;
import io.vasari.contracts.Topics;
import io.vasari.gateway.scheduler.SchedulerLimits;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One scheduler after another on the same stores, as when a gateway is killed and started again. */
class SchedulerNodeTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MockProcessorContext<String, Outgoing> context = new MockProcessorContext<>();
    private final KeyValueStore<String, byte[]> jobs = opened(Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(Tables.SCHEDULER_JOBS), Serdes.String(), Serdes.ByteArray()));
    private final TimestampedKeyValueStore<String, byte[]> statuses = table(Tables.JOB_STATUS);
    private final TimestampedKeyValueStore<String, byte[]> shards = table(Tables.JOB_SHARDS);
    private final TimestampedKeyValueStore<String, byte[]> workers = table(Tables.WORKERS);
    private SchedulerNode node;

    @BeforeEach
    void start() {
        context.setCurrentSystemTimeMs(START.toEpochMilli());
        put(workers, "w-1", Json.write(Samples.beat("w-1", 1, START)));
        node = newNode();
    }

    @Test
    void anotherOneGoesOnFromTheStore() {
        submit("job1", 300);
        var released = tasks();
        assertThat(released).hasSize(2);
        report(released.get(0));
        var afterOne = tasks();
        deliver();

        node = newNode();
        Set<Task> out = new HashSet<>(afterOne);
        out.add(released.get(1));
        out.forEach(this::report);
        for (var more = tasks(); !more.isEmpty(); more = tasks()) {
            more.forEach(this::report);
        }
        var last = deliver();
        assertThat(last.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(last.done()).isEqualTo(300);
    }

    @Test
    void whatWasCommittedAsDoneButNeverReachedTheIndexIsMadeAgain() {
        submit("job1", 1);
        var task = tasks().get(0);
        var before = jobs.get("job1");
        report(task);
        deliver();
        jobs.put("job1", before);
        shards.all().forEachRemaining(row -> shards.delete(row.key));
        put(statuses, "job1", Json.write(JobStatus.queued(Samples.job("job1", 1))));

        node = newNode();
        report(task);
        assertThat(deliver().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(shards.get(Topics.shardKey("job1", 0))).isNotNull();
    }

    @Test
    void stateThatCannotBeReadCostsItsJobAlone() {
        submit("job1", 1);
        jobs.put("job0", "nonsense".getBytes(UTF_8));
        deliver();
        node = newNode();
        assertThat(jobs.get("job0")).as("kept for inspection").isNotNull();
        submit("job2", 1);
        assertThat(tasks()).extracting(Task::jobId).contains("job2");
    }

    private SchedulerNode newNode() {
        context.scheduledPunctuators().forEach(MockProcessorContext.CapturedPunctuator::cancel);
        var started = new SchedulerNode(SchedulerLimits.DEFAULT, new RecordingObserver());
        started.init(context);
        context.scheduledPunctuators().stream()
                .filter(punctuator -> !punctuator.cancelled())
                .forEach(punctuator -> punctuator.getPunctuator().punctuate(START.toEpochMilli()));
        return started;
    }

    private void submit(String id, int samples) {
        process(Topics.JOBS, new JobCommand.Submit(Samples.job(id, samples)));
    }

    private void report(Task task) {
        process(Topics.TASK_EVENTS, Samples.completed(task, START));
    }

    private void process(String topic, Object record) {
        context.setRecordMetadata(topic, 0, 0);
        node.process(new Record<>(Samples.POOL, Json.write(record), START.toEpochMilli()));
    }

    /** Tasks sent since the last call of this or of {@link #deliver}. */
    private List<Task> tasks() {
        deliver();
        var tasks = sentTasks;
        sentTasks = List.of();
        return tasks;
    }

    private List<Task> sentTasks = List.of();
    private JobStatus lastStatus;

    /** Brings what was sent into the tables. */
    private JobStatus deliver() {
        var tasks = new java.util.ArrayList<>(sentTasks);
        for (var forward : context.forwarded()) {
            var record = forward.record();
            byte[] json = record.value().json();
            switch (record.value().topic()) {
                case Topics.JOB_STATUS -> {
                    put(statuses, record.key(), json);
                    lastStatus = Json.read(json, JobStatus.class);
                }
                case Topics.JOB_SHARDS -> put(shards, record.key(), json);
                default -> tasks.add(Json.read(json, Task.class));
            }
        }
        context.resetForwards();
        sentTasks = List.copyOf(tasks);
        return lastStatus;
    }

    private static void put(TimestampedKeyValueStore<String, byte[]> table, String key, byte[] json) {
        table.put(key, ValueAndTimestamp.make(json, START.toEpochMilli()));
    }

    private TimestampedKeyValueStore<String, byte[]> table(String name) {
        return opened(Stores.timestampedKeyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray()));
    }

    private <T extends StateStore> T opened(StoreBuilder<T> builder) {
        T store = builder.withLoggingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }
}
