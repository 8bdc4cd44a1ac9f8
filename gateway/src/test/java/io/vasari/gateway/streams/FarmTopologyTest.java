package io.vasari.gateway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.Cancellation;
import io.vasari.contracts.DeadLetter;
import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.JobCommand;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Json;
import io.vasari.contracts.Priority;
import io.vasari.contracts.Shard;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.TaskQueue;
import io.vasari.contracts.Topics;
import io.vasari.gateway.scheduler.SchedulerLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FarmTopologyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private final RecordingObserver observer = new RecordingObserver();
    private Instant now = START;
    private TopologyTestDriver driver;

    @BeforeEach
    void open() {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        driver = new TopologyTestDriver(FarmTopology.build(SchedulerLimits.DEFAULT, observer), properties, now);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aJobBecomesTasksAndItsReportsBecomeShardsAndStatuses() {
        pipe(Topics.JOBS, Samples.POOL, new JobCommand.Submit(Samples.job("job1", 100)));
        assertThat(tasks()).as("before any worker").isEmpty();
        assertThat(statuses()).extracting(JobStatus::state).containsExactly(JobState.QUEUED);

        workersCome(1);
        var released = tasks();
        assertThat(released).extracting(task -> task.range().count()).containsExactly(64, 36);
        released.forEach(task -> report(Samples.completed(task, now)));

        assertThat(read(Topics.JOB_SHARDS, Shard.class)).hasSize(2);
        var last = statuses();
        assertThat(last.get(last.size() - 1).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(last.get(last.size() - 1).done()).isEqualTo(100);
        assertThat(observer.outcomes).containsExactly(FarmObserver.Outcome.COMPLETED, FarmObserver.Outcome.COMPLETED);
    }

    @Test
    void aBatchJobThatFillsItsQueueLeavesInteractiveTasksTheirs() {
        workersCome(1);
        pipe(Topics.JOBS, Samples.POOL, new JobCommand.Submit(Samples.job("job1", 1000)));
        pipe(Topics.JOBS, Samples.POOL, new JobCommand.Submit(Samples.job("job2", 1, Priority.INTERACTIVE)));
        assertThat(tasks()).extracting(Task::jobId).containsOnly("job1");
        assertThat(read(new TaskQueue(Samples.POOL, Priority.INTERACTIVE).topic(), Task.class))
                .extracting(Task::jobId)
                .containsExactly("job2");
    }

    @Test
    void aTaskReportedTwiceIsIndexedOnce() {
        workersCome(1);
        pipe(Topics.JOBS, Samples.POOL, new JobCommand.Submit(Samples.job("job1", 1)));
        var task = tasks().get(0);
        report(Samples.completed(task, now));
        report(Samples.completed(task, now));
        assertThat(read(Topics.JOB_SHARDS, Shard.class)).hasSize(1);
        assertThat(statuses()).extracting(JobStatus::state).containsExactly(JobState.PROCESSING, JobState.SUCCEEDED);
    }

    @Test
    void garbageIsSkippedAndTheRestGoesOn() {
        workersCome(1);
        raw(Topics.JOBS, Samples.POOL, "{not json".getBytes(UTF_8));
        raw(Topics.JOBS, Samples.POOL, "{}".getBytes(UTF_8));
        raw(Topics.JOBS, Samples.POOL, "null".getBytes(UTF_8));
        raw(Topics.JOBS, Samples.POOL, "{\"type\":\"submit\",\"job\":{\"id\":\"x\",\"samples\":3}}".getBytes(UTF_8));
        raw(Topics.JOBS, null, Json.write(new JobCommand.Submit(Samples.job("keyless", 1))));
        raw(Topics.JOBS, "other-pool", Json.write(new JobCommand.Submit(Samples.job("misplaced", 1))));
        raw(Topics.TASK_EVENTS, Samples.POOL, "[]".getBytes(UTF_8));
        raw(Topics.TASK_EVENTS, Samples.POOL, "null".getBytes(UTF_8));
        raw(Topics.TASK_EVENTS, Samples.POOL, new byte[0]);
        raw(Topics.WORKERS, "w-9", "nonsense".getBytes(UTF_8));
        pipe(Topics.JOBS, Samples.POOL, new JobCommand.Submit(Samples.job("job1", 1)));
        assertThat(tasks()).extracting(Task::jobId).containsExactly("job1");
        assertThat(observer.skipped).hasSize(9);
    }

    @Test
    void theStateOfAnEndedJobIsDroppedOnceItsEndHasArrived() {
        workersCome(1);
        pipe(Topics.JOBS, Samples.POOL, new JobCommand.Submit(Samples.job("job1", 1)));
        report(Samples.completed(tasks().get(0), now));
        assertThat(driver.getKeyValueStore(Tables.SCHEDULER_JOBS).get("job1")).isNotNull();
        pass(Duration.ofMillis(200));
        assertThat(driver.getKeyValueStore(Tables.SCHEDULER_JOBS).get("job1")).isNull();
        pipe(Topics.JOBS, Samples.POOL, new JobCommand.Submit(Samples.job("job1", 1)));
        assertThat(tasks()).as("of a job that has ended").isEmpty();
    }

    @Test
    void aCanceledJobIsAnnouncedToTheWorkers() {
        pipe(Topics.JOBS, Samples.POOL, new JobCommand.Submit(Samples.job("job1", 10)));
        pipe(Topics.JOBS, Samples.POOL, new JobCommand.Cancel("job1", now));
        assertThat(read(Topics.CANCELLATIONS, Cancellation.class))
                .extracting(Cancellation::jobId)
                .containsExactly("job1");
        assertThat(statuses()).extracting(JobStatus::state).containsExactly(JobState.QUEUED, JobState.CANCELED);
        workersCome(1);
        assertThat(tasks()).isEmpty();
    }

    @Test
    void aSilentWorkerDoesNotCountAndIsShown() {
        workersCome(1);
        pass(WorkerTable.FRESH.plusSeconds(1));
        pipe(Topics.JOBS, Samples.POOL, new JobCommand.Submit(Samples.job("job1", 10)));
        assertThat(tasks()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(observer.figures.workers().get(Samples.POOL)).containsEntry("silent", 1);
        assertThat(observer.figures
                        .backlogs()
                        .get(Samples.POOL)
                        .of(Priority.BATCH)
                        .waitingSamples())
                .isEqualTo(10);
    }

    @Test
    void aSilentWorkerIsForgottenAfterAnHour() {
        workersCome(1);
        pass(WorkerTable.REMEMBERED.plusSeconds(2));
        assertThat(observer.figures.workers()).isEmpty();
    }

    @Test
    void aTaskThatIsGivenUpIsSeenByTheObserver() {
        workersCome(1);
        pipe(Topics.JOBS, Samples.POOL, new JobCommand.Submit(Samples.job("job1", 1)));
        report(new TaskEvent.Failed(
                tasks().get(0), "w-1", now, new Failure(FailureCode.INVALID_REQUEST, "it cannot be painted")));
        assertThat(observer.letters)
                .extracting(letter -> letter.failure().code())
                .containsExactly(FailureCode.INVALID_REQUEST);
        assertThat(read(Topics.TASKS_DLQ, DeadLetter.class)).isEqualTo(observer.letters);
    }

    @Test
    void whatIsWrittenIsACloudEvent() {
        workersCome(1);
        pipe(Topics.JOBS, Samples.POOL, new JobCommand.Submit(Samples.job("job1", 1)));
        var task = records(Samples.BATCH_QUEUE.topic()).get(0);
        assertThat(new String(task.headers().lastHeader("ce_type").value(), UTF_8))
                .isEqualTo("io.vasari.task.v1");
        assertThat(new String(task.headers().lastHeader("ce_source").value(), UTF_8))
                .isEqualTo("/scheduler");
        assertThat(task.key()).isEqualTo("job1/0-1");
    }

    private void workersCome(int slots) {
        pipe(Topics.WORKERS, "w-1", Samples.beat("w-1", slots, now));
        pass(Duration.ofMillis(300));
    }

    private void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    private void report(TaskEvent event) {
        pipe(Topics.TASK_EVENTS, event.task().pool(), event);
    }

    private void pipe(String topic, String key, Object record) {
        raw(topic, key, Json.write(record));
    }

    private void raw(String topic, String key, byte[] value) {
        driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, now));
    }

    private List<Task> tasks() {
        return read(Samples.BATCH_QUEUE.topic(), Task.class);
    }

    private List<JobStatus> statuses() {
        return read(Topics.JOB_STATUS, JobStatus.class);
    }

    private <T> List<T> read(String topic, Class<T> type) {
        return records(topic).stream()
                .map(record -> Json.read(record.value(), type))
                .toList();
    }

    private List<TestRecord<String, byte[]>> records(String topic) {
        TestOutputTopic<String, byte[]> output =
                driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
        return output.readRecordsToList();
    }
}
