package io.vasari.gateway.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vasari.broker.EmbeddedBroker;
import io.vasari.contracts.JobCommand;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Json;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskQueue;
import io.vasari.contracts.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
class FarmStreamsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void aFarmIsProvisionedSchedulesAndGoesOnAfterAStopOfGatewayAndBroker() throws Exception {
        int port;
        try (var broker = EmbeddedBroker.start(directory.resolve("broker"), 0)) {
            port = broker.port();
            var streams = started(broker.bootstrapServers());
            assertThatThrownBy(() -> streams.table(Tables.JOB_STATUS)).isInstanceOf(FarmStarting.class);
            awaitReady(streams);
            assertProvisioned(broker.bootstrapServers());
            submit(broker.bootstrapServers(), "job1", 200);
            await().atMost(PATIENCE)
                    .until(() -> status(streams, "job1").map(JobStatus::state).equals(Optional.of(JobState.QUEUED)));
            streams.stop();
            assertThat(streams.isReady()).isFalse();
        }
        try (var broker = EmbeddedBroker.start(directory.resolve("broker"), port)) {
            var streams = started(broker.bootstrapServers());
            awaitReady(streams);
            assertThat(status(streams, "job1")).isPresent();
            work(broker.bootstrapServers(), streams, "job1");
            assertThat(status(streams, "job1").orElseThrow().done()).isEqualTo(200);
            streams.stop();
        }
    }

    private FarmStreams started(String bootstrapServers) {
        var streams = new FarmStreams(
                new DefaultSettings(),
                bootstrapServers,
                directory.resolve("gateway"),
                List.of(Samples.POOL),
                new RecordingObserver());
        streams.start();
        return streams;
    }

    private static void awaitReady(FarmStreams streams) {
        await().atMost(PATIENCE).until(streams::isReady);
    }

    private static Optional<JobStatus> status(FarmStreams streams, String jobId) {
        return Optional.ofNullable(streams.table(Tables.JOB_STATUS).get(jobId))
                .map(json -> Json.read(json, JobStatus.class));
    }

    private static void assertProvisioned(String bootstrapServers) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(Topics.layout(List.of(Samples.POOL)).stream()
                            .map(Topics.Spec::name)
                            .toList());
            for (var queue : Topics.taskQueues(List.of(Samples.POOL))) {
                assertStartsAtEarliest(admin, queue);
            }
        }
    }

    private static void assertStartsAtEarliest(Admin admin, TaskQueue queue) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.GROUP, queue.group());
        var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        assertThat(config.get("share.auto.offset.reset").value()).isEqualTo("earliest");
        var partition = new TopicPartition(queue.topic(), 0);
        var offsets = admin.listShareGroupOffsets(
                        Map.of(queue.group(), new ListShareGroupOffsetsSpec().topicPartitions(List.of(partition))))
                .partitionsToOffsetInfo(queue.group())
                .get();
        assertThat(offsets.get(partition).startOffset()).isZero();
    }

    private static void submit(String bootstrapServers, String jobId, int samples) throws Exception {
        send(bootstrapServers, Topics.JOBS, Samples.POOL, new JobCommand.Submit(Samples.job(jobId, samples)));
    }

    private static void send(String bootstrapServers, String topic, String key, Object record) throws Exception {
        try (var producer = producer(bootstrapServers)) {
            producer.send(new ProducerRecord<>(topic, key, Json.write(record))).get();
        }
    }

    private static KafkaProducer<String, byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    /** Works as a worker does until the job has ended. */
    private static void work(String bootstrapServers, FarmStreams streams, String jobId) throws Exception {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                Samples.BATCH_QUEUE.group(),
                "share.acknowledgement.mode",
                "explicit");
        var taken = new ArrayList<Task>();
        try (var producer = producer(bootstrapServers);
                var consumer =
                        new KafkaShareConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Samples.BATCH_QUEUE.topic()));
            await().atMost(PATIENCE).until(() -> {
                producer.send(
                        new ProducerRecord<>(Topics.WORKERS, "w-1", Json.write(Samples.beat("w-1", 1, Instant.now()))));
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    var task = Json.read(record.value(), Task.class);
                    taken.add(task);
                    producer.send(new ProducerRecord<>(
                                    Topics.TASK_EVENTS,
                                    task.pool(),
                                    Json.write(Samples.completed(task, Instant.now()))))
                            .get();
                    consumer.acknowledge(record, AcknowledgeType.ACCEPT);
                }
                return status(streams, jobId)
                        .filter(status -> status.state().isTerminal())
                        .isPresent();
            });
        }
        assertThat(taken).extracting(Task::attempt).containsOnly(1);
        assertThat(taken).extracting(Task::id).doesNotHaveDuplicates();
    }

    private record DefaultSettings() implements StreamsSettings {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public String applicationId() {
            return "vasari-scheduler";
        }

        @Override
        public String instanceId() {
            return "gateway-1";
        }

        @Override
        public Duration sessionTimeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration commitInterval() {
            return Duration.ofMillis(250);
        }

        @Override
        public Duration linger() {
            return Duration.ofMillis(1);
        }

        @Override
        public int standbyReplicas() {
            return 0;
        }

        @Override
        public short replicationFactor() {
            return -1;
        }

        @Override
        public Optional<List<String>> pools() {
            return Optional.empty();
        }
    }
}
