package io.vasari.evaluator.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vasari.artifacts.FileStore;
import io.vasari.broker.EmbeddedBroker;
import io.vasari.contracts.Json;
import io.vasari.contracts.Shard;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.Topics;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packaged evaluators judge a study and die at it: in its midst, and when it is published. */
class StudySurvivalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private EmbeddedBroker broker;
    private FileStore store;
    private KafkaProducer<String, byte[]> producer;
    private KafkaConsumer<String, byte[]> consumer;
    private final List<EvaluatorProcess> evaluators = new ArrayList<>();
    private final List<StudyEvaluation> published = new ArrayList<>();

    @BeforeEach
    void startBroker() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        SmallFarm.createTopics(broker.bootstrapServers());
        store = FileStore.open(folder.resolve("artifacts"));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(Topics.STUDY_EVALUATIONS, 0)));
        consumer.seekToBeginning(consumer.assignment());
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (EvaluatorProcess evaluator : evaluators) {
            evaluator.close();
        }
        producer.close(Duration.ofSeconds(2));
        consumer.close();
        broker.close();
    }

    private EvaluatorProcess begin(String id) {
        var evaluator = EvaluatorProcess.start(folder, broker.bootstrapServers(), id);
        evaluators.add(evaluator);
        return evaluator;
    }

    private void tell(String job, List<Shard> shards, Instant at) {
        shards.forEach(shard -> producer.send(new ProducerRecord<>(
                Topics.JOB_SHARDS, Topics.shardKey(job, shard.range().first()), Json.write(shard))));
        producer.send(new ProducerRecord<>(Topics.JOB_STATUS, job, Json.write(PaintedStudy.ended(job, at))));
        producer.flush();
    }

    private List<StudyEvaluation> evaluationsOf(String job) {
        consumer.poll(Duration.ofMillis(50))
                .forEach(row -> published.add(Json.read(row.value(), StudyEvaluation.class)));
        return published.stream().filter(said -> said.jobId().equals(job)).toList();
    }

    private StudyEvaluation awaitJudged(String job) {
        await().atMost(PATIENCE).until(() -> !evaluationsOf(job).isEmpty());
        return evaluationsOf(job).get(0);
    }

    @Test
    void aStudyWhoseJudgeDiesIsJudgedOnceAndToTheSameEnd() throws Exception {
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var first = begin("evaluator-1");
        tell("undisturbed", PaintedStudy.store(store, "undisturbed"), at);
        var expected = awaitJudged("undisturbed");

        var shards = PaintedStudy.store(store, "killed");
        var pipe = new Pipe(
                folder.resolve("artifacts").resolve(shards.get(2).artifact().uri()));
        tell("killed", shards, at);
        pipe.awaitReader();
        first.kill();
        assertThat(evaluationsOf("killed")).isEmpty();
        pipe.putBack();
        var second = begin("evaluator-2");

        assertThat(awaitJudged("killed"))
                .usingRecursiveComparison()
                .ignoringFields("jobId")
                .isEqualTo(expected);
        second.kill();

        var third = begin("evaluator-3");
        tell("after", PaintedStudy.store(store, "after"), at);
        awaitJudged("after");
        assertThat(List.of(evaluationsOf("undisturbed"), evaluationsOf("killed"), evaluationsOf("after")))
                .allSatisfy(said -> assertThat(said).hasSize(1));
        // All three count for whoever shows the windows, though one judge never lived to count its own.
        await().atMost(PATIENCE).until(() -> groups(third.metrics()), count -> count == 3.0 * PaintedStudy.SEEDS);
    }

    /** Of the last hour, of all verdicts. */
    private static double groups(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("vasari_window_prompt_groups{") && line.contains("window=\"1h\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Stands in the place of a file: whoever reads it waits. */
    private static final class Pipe {
        private final Path path;
        private final Path aside;
        private final CompletableFuture<OutputStream> reader;

        Pipe(Path path) throws IOException, InterruptedException {
            this.path = path;
            this.aside = Files.move(path, path.resolveSibling("aside"));
            assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                    .isZero();
            this.reader = CompletableFuture.supplyAsync(this::open);
        }

        /** Returns when somebody opens it to read. */
        private OutputStream open() {
            try {
                return new FileOutputStream(path.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void awaitReader() throws Exception {
            reader.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        void putBack() throws Exception {
            reader.get().close();
            Files.delete(path);
            Files.move(aside, path);
        }
    }
}
