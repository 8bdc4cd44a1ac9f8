package io.vasari.evaluator.farm;

import io.vasari.artifacts.FileStore;
import io.vasari.artifacts.png.Pixels;
import io.vasari.contracts.Conditioning;
import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.ReplayReport;
import io.vasari.contracts.Shard;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.TaskScores;
import io.vasari.contracts.Topics;
import io.vasari.evaluator.scoring.Shards;
import io.vasari.models.GenerativeModel;
import io.vasari.models.ModelZoo;
import io.vasari.models.SampleKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Stands in for gateway and workers: makes the topics, paints with the real models, reports, and reads what is said. */
final class SmallFarm implements AutoCloseable {
    private static final Path ZOO = Path.of(System.getProperty("vasari.root"), "zoo");
    private static final Pixels DIGIT = new Pixels(28, 28, 1);
    private static final Pixels VASE = new Pixels(32, 32, 3);

    private final String bootstrapServers;
    private final FileStore store;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, JobEvaluation> evaluations = new HashMap<>();
    private final Map<ModelRef, GenerativeModel> models = new HashMap<>();

    SmallFarm(String bootstrapServers, Path artifacts) {
        this.bootstrapServers = bootstrapServers;
        this.store = FileStore.open(artifacts);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(Topics.EVALUATIONS, 0)));
        consumer.seekToBeginning(consumer.assignment());
    }

    static void createTopics(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var topics = Topics.layout(List.of("default")).stream()
                    .map(spec -> new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config()))
                    .toList();
            admin.createTopics(topics).all().get();
        }
    }

    /** Paints, stores, and says nothing yet. */
    TaskEvent.Completed paint(String job, ModelRef model, int first, int count) {
        var generator =
                models.computeIfAbsent(model, ref -> ModelZoo.open(ZOO).loadGenerative(ref.id(), ref.revision()));
        var keys = IntStream.range(first, first + count)
                .mapToObj(index -> new SampleKey(7, index))
                .toList();
        var batch = generator.generate(keys);
        Shard shard = Shards.store(store, job, model, first, DIGIT, batch.pixels(), batch.belief());
        var made = Shards.completed(job, model, shard, batch.belief());
        return new TaskEvent.Completed(
                made.task(), made.worker(), Instant.now(), shard, made.beliefs(), made.workMillis());
    }

    /** White pictures from prompts, as long as there are; stores them and says nothing yet. */
    TaskEvent.Completed paintWhite(String job, ModelRef model, List<Conditioning.Prompt> prompts) {
        var text = new Conditioning.TextPrompts(
                prompts, "", new Conditioning.Sampling(1, 1, "ddim", 32, 32), Optional.empty());
        byte[] white = new byte[text.samples() * VASE.sizeBytes()];
        Arrays.fill(white, (byte) 255);
        Shard shard = Shards.store(store, job, model, 0, VASE, white, new float[0]);
        var plain = Shards.task(job, model, shard.range());
        var task = new Task(
                plain.id(),
                1,
                job,
                plain.pool(),
                model,
                shard.range(),
                7,
                plain.priority(),
                Optional.of(text),
                plain.releasedAt(),
                plain.deadline());
        return new TaskEvent.Completed(task, "w-1", Instant.now(), shard, new float[0], 5);
    }

    void report(TaskEvent event) {
        send(Json.write(event));
    }

    /** Samples that were made once more, and differ by so many levels. */
    void replayed(ModelRef model, int... levels) {
        int[] indices = IntStream.range(0, levels.length).toArray();
        var report =
                new ReplayReport("job", model, "w-1", "w-2", Instant.now(), indices, levels, new float[levels.length]);
        producer.send(new ProducerRecord<>(Topics.REPLAYS, model.toString(), Json.write(report)));
    }

    void send(byte[] value) {
        producer.send(new ProducerRecord<>(Topics.TASK_EVENTS, "default", value));
    }

    /** What was said last of a job; no samples when nothing was. */
    long evaluatedSamples(String job) {
        consumer.poll(Duration.ofMillis(20))
                .forEach(message -> evaluations.put(message.key(), Json.read(message.value(), JobEvaluation.class)));
        return evaluations.containsKey(job) ? evaluations.get(job).samples() : 0;
    }

    JobEvaluation evaluation(String job) {
        return evaluations.get(job);
    }

    /** All scores that were ever published, each as often as it was. */
    List<TaskScores> scores() {
        List<TaskScores> scores = new ArrayList<>();
        try (var reader = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = reader.partitionsFor(Topics.SCORES).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> reader.position(partition) < ends.get(partition))) {
                reader.poll(Duration.ofMillis(100))
                        .forEach(message -> scores.add(Json.read(message.value(), TaskScores.class)));
            }
        }
        return scores;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        consumer.close();
        models.values().forEach(GenerativeModel::close);
    }
}
