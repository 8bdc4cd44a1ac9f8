package io.vasari.gateway.intake;

import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.progress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vasari.broker.EmbeddedBroker;
import io.vasari.contracts.DeadLetter;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Topics;
import io.vasari.gateway.progress.ProgressBoard;
import io.vasari.gateway.streams.FarmFigures;
import io.vasari.gateway.streams.FarmObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
class ProgressIntakeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String OLD = id(1);
    private static final String NEW = id(2);

    @TempDir
    Path directory;

    private final ProgressBoard board = new ProgressBoard(InstantSource.system());
    private final Skipped skipped = new Skipped();

    @Test
    void everyGatewayReadsWhatComesFromNowOnWithoutGarbageAndAfterAnOutageToo() throws Exception {
        var other = new ProgressBoard(InstantSource.system());
        ProgressIntake early = null;
        ProgressIntake late = null;
        int port;
        try {
            try (var broker = EmbeddedBroker.start(directory.resolve("broker"), 0)) {
                port = broker.port();
                early = started(broker, board);
                createTopic(broker);
                awaitHeard(broker, board, OLD);
                late = started(broker, other);
                send(broker, NEW, "garbage".getBytes());
                awaitHeard(broker, other, NEW);
                assertThat(board.tasks(NEW)).hasSize(1);
                assertThat(other.tasks(OLD)).as("told before it came").isEmpty();
                assertThat(skipped.topics).contains(Topics.PROGRESS);
            }
            try (var broker = EmbeddedBroker.start(directory.resolve("broker"), port)) {
                awaitHeard(broker, board, id(3));
                awaitHeard(broker, other, id(3));
            }
        } finally {
            for (var intake : Stream.of(early, late).filter(Objects::nonNull).toList()) {
                intake.stop();
            }
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("progress-intake");
    }

    private ProgressIntake started(EmbeddedBroker broker, ProgressBoard board) {
        var intake = new ProgressIntake(true, broker.bootstrapServers(), board, skipped);
        intake.start();
        return intake;
    }

    /** Tells of the job again and again, because the intake may begin after any of it. */
    private static void awaitHeard(EmbeddedBroker broker, ProgressBoard board, String jobId) {
        await().atMost(PATIENCE).until(() -> {
            send(broker, jobId, Json.write(progress(job(jobId, 8), new SampleRange(0, 8), 3, 160, Optional.empty())));
            return !board.tasks(jobId).isEmpty();
        });
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.PROGRESS, 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(EmbeddedBroker broker, String key, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.PROGRESS, key, value)).get();
        }
    }

    private record Skipped(List<String> topics) implements FarmObserver {
        Skipped() {
            this(new CopyOnWriteArrayList<>());
        }

        @Override
        public void reported(String pool, ModelRef model, Outcome outcome) {}

        @Override
        public void buried(DeadLetter letter) {}

        @Override
        public void skipped(String topic) {
            topics.add(topic);
        }

        @Override
        public void figures(FarmFigures figures) {}
    }
}
