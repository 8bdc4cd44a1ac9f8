package io.vasari.worker.intake;

import static org.awaitility.Awaitility.await;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.FileStore;
import io.vasari.broker.EmbeddedBroker;
import io.vasari.contracts.Json;
import io.vasari.contracts.Priority;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskQueue;
import io.vasari.worker.batch.DeviceLoop;
import io.vasari.worker.batch.PaperDevice;
import io.vasari.worker.task.CanceledJobs;
import io.vasari.worker.task.Fixtures;
import io.vasari.worker.task.Slot;
import io.vasari.worker.task.TaskReports;
import io.vasari.worker.task.TaskRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker with one task topic, and workers without networks in this process. */
final class Farm implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);

    private final Path dir;
    private EmbeddedBroker broker;
    private final int port;
    private final ArtifactStore store;
    private KafkaProducer<String, byte[]> producer;

    Farm(Path dir) {
        this.dir = dir;
        this.broker = EmbeddedBroker.start(dir.resolve("broker"), 0);
        this.port = broker.port();
        this.store = FileStore.open(dir.resolve("store"));
        this.producer = newProducer();
    }

    /** The queue of batch tasks of a pool. */
    static TaskQueue queue(String pool) {
        return new TaskQueue(pool, Priority.BATCH);
    }

    /** Makes the topic of a pool's queue and its group, which starts at the earliest offset. */
    void provision(String pool, Duration lock) {
        try (var admin = admin()) {
            admin.createTopics(List.of(new NewTopic(queue(pool).topic(), 1, (short) 1)))
                    .all()
                    .get();
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(
                                    ConfigResource.Type.GROUP, queue(pool).group()),
                            List.of(
                                    set("share.auto.offset.reset", "earliest"),
                                    set("share.record.lock.duration.ms", "" + lock.toMillis()))))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void send(String pool, byte[] value) {
        producer.send(new ProducerRecord<>(queue(pool).topic(), "k", value));
        producer.flush();
    }

    void send(String pool, Task task) {
        send(pool, Json.write(task));
    }

    /** How many messages are neither settled nor given up; -1 while the broker does not know. */
    long lag(String pool) {
        try (var admin = admin()) {
            var group = queue(pool).group();
            var partition = new TopicPartition(queue(pool).topic(), 0);
            var spec = new ListShareGroupOffsetsSpec().topicPartitions(List.of(partition));
            var offsets = admin.listShareGroupOffsets(Map.of(group, spec))
                    .partitionsToOffsetInfo(group)
                    .get();
            return Optional.ofNullable(offsets.get(partition))
                    .flatMap(SharePartitionOffsetInfo::lag)
                    .orElse(-1L);
        } catch (ExecutionException e) {
            return -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void stopBroker() {
        broker.close();
    }

    void startBroker() {
        broker = EmbeddedBroker.start(dir.resolve("broker"), port);
    }

    Worker worker(String id, String pool, int slots, PaperDevice device, TaskReports reports) {
        return new Worker(id, pool, slots, device, reports);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        broker.close();
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", servers()));
    }

    String servers() {
        return "127.0.0.1:" + port;
    }

    private KafkaProducer<String, byte[]> newProducer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers()), new StringSerializer(), new ByteArraySerializer());
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    /** Slots and a device as in the app. */
    final class Worker implements AutoCloseable {
        final Fixtures.Counts counts = new Fixtures.Counts();
        final CountingIntake intake = new CountingIntake();
        final CanceledJobs canceled = new CanceledJobs();
        private final DeviceLoop device;
        private final Slots slots;

        Worker(String id, String pool, int slotCount, PaperDevice paper, TaskReports reports) {
            device = new DeviceLoop(paper, 1, () -> {}, System::nanoTime, Fixtures.UNOBSERVED).start();
            var sources = new ShareIntake(
                    ShareSettings.of(servers(), queue(pool)), System::nanoTime, new ShareConsumers(), intake);
            slots = new Slots(Map.of(
                    Priority.BATCH,
                    IntStream.range(0, slotCount)
                            .mapToObj(i -> new Slot(
                                    id + "-" + i,
                                    id,
                                    sources,
                                    new TaskRunner(
                                            id,
                                            device,
                                            store,
                                            canceled,
                                            Instant::now,
                                            System::nanoTime,
                                            Fixtures.silent(store)),
                                    reports,
                                    counts,
                                    Instant::now))
                            .toList()));
            slots.start();
        }

        boolean drain() {
            try {
                return slots.drain(SOON);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void awaitBusy(int count) {
            await().atMost(SOON).until(() -> slots.busy() == count);
        }

        @Override
        public void close() throws InterruptedException {
            drain();
            device.close();
        }
    }
}
