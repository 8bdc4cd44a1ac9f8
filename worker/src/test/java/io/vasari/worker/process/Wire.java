package io.vasari.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vasari.contracts.Json;
import io.vasari.contracts.ReplayReport;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.TaskProgress;
import io.vasari.contracts.TaskQueue;
import io.vasari.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other end of a worker's topics. */
final class Wire implements AutoCloseable {
    private static final List<String> POOLS = List.of("default");

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TaskEvent> events = new ArrayList<>();
    private final List<TaskProgress> progress = new ArrayList<>();
    private final List<ReplayReport> replays = new ArrayList<>();
    private final Map<String, Optional<byte[]>> workers = new HashMap<>();

    Wire(String bootstrap) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        try (var admin = Admin.create(settings)) {
            admin.createTopics(Topics.layout(POOLS).stream()
                            .map(spec -> new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config()))
                            .toList())
                    .all()
                    .get();
            var earliest =
                    new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Topics.shareGroups(POOLS).stream()
                            .collect(Collectors.toMap(
                                    group -> new ConfigResource(ConfigResource.Type.GROUP, group),
                                    group -> List.of(earliest))))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = Stream.of(Topics.TASK_EVENTS, Topics.WORKERS, Topics.PROGRESS, Topics.REPLAYS)
                .map(topic -> new TopicPartition(topic, 0))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    void send(Task task) {
        send(new TaskQueue("default", task.priority()).topic(), task.id(), Json.write(task));
    }

    void send(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key, value));
        producer.flush();
    }

    /** Waits for so many events of a job. */
    List<TaskEvent> awaitEvents(String jobId, int count) {
        await("events of " + jobId).atMost(Duration.ofSeconds(40)).until(() -> {
            poll();
            return of(jobId).size() >= count;
        });
        return of(jobId);
    }

    List<TaskEvent> of(String jobId) {
        poll();
        return events.stream()
                .filter(event -> event.task().jobId().equals(jobId))
                .toList();
    }

    /** The last word of a worker: absent when it never spoke, empty inside when it left. */
    Optional<Optional<byte[]>> beatOf(String worker) {
        poll();
        return Optional.ofNullable(workers.get(worker));
    }

    /** All that was said so far. */
    List<TaskProgress> progressOf(String jobId) {
        poll();
        return progress.stream().filter(said -> said.jobId().equals(jobId)).toList();
    }

    /** Waits until so many samples of a job were replayed. */
    List<ReplayReport> awaitReplays(String jobId, int samples) {
        await("replays of " + jobId).atMost(Duration.ofSeconds(40)).until(() -> {
            poll();
            return replaysOf(jobId).stream()
                            .mapToInt(report -> report.indices().length)
                            .sum()
                    >= samples;
        });
        return replaysOf(jobId);
    }

    private List<ReplayReport> replaysOf(String jobId) {
        return replays.stream().filter(report -> report.jobId().equals(jobId)).toList();
    }

    private void poll() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            if (record.topic().equals(Topics.WORKERS)) {
                workers.put(record.key(), Optional.ofNullable(record.value()));
            } else if (record.topic().equals(Topics.PROGRESS)) {
                var said = Json.read(record.value(), TaskProgress.class);
                assertThat(record.key()).isEqualTo(said.jobId());
                progress.add(said);
            } else if (record.topic().equals(Topics.REPLAYS)) {
                replays.add(Json.read(record.value(), ReplayReport.class));
            } else {
                events.add(Json.read(record.value(), TaskEvent.class));
            }
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        consumer.close();
    }
}
