package io.vasari.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vasari.broker.EmbeddedBroker;
import io.vasari.contracts.JobCommand;
import io.vasari.contracts.Json;
import io.vasari.contracts.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway before, with and without a real broker: what it says was taken is exactly what the scheduler will read. */
@QuarkusTest
@TestProfile(BrokerOutageIT.BrokerOnAFreePort.class)
class BrokerOutageIT {
    private static final String SUBMISSION = "{\"model\":\"mnist-gan\"}";

    public static final class BrokerOnAFreePort implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try (var socket = new ServerSocket(0)) {
                return Map.of(
                        "quarkus.arc.selected-alternatives",
                        "io.vasari.gateway.InMemoryFarm",
                        "kafka.bootstrap.servers",
                        "127.0.0.1:" + socket.getLocalPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final List<String> accepted = new ArrayList<>();

    @Test
    void whatIsAcceptedIsWrittenOnceAndWhatIsRefusedIsNot(@TempDir Path folder) throws Exception {
        assertThat(submit()).as("before there is a broker").isEmpty();
        assertThat(submit()).isEmpty();

        try (var broker = start(folder)) {
            createTopic();
            await().atMost(Duration.ofSeconds(20)).until(() -> submit().isPresent());
            for (int i = 0; i < 50; i++) {
                assertThat(submit()).isPresent();
            }
        }
        long start = System.nanoTime();
        assertThat(submit()).as("while the broker is away").isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(4_500));

        try (var broker = start(folder)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> submit().isPresent());
            assertThat(submit()).isPresent();

            var records = read();
            assertThat(records.stream().map(BrokerOutageIT::jobId)).containsExactlyElementsOf(accepted);
            assertThat(records).allSatisfy(record -> {
                assertThat(record.key()).isEqualTo("cpu");
                assertThat(new String(record.headers().lastHeader("ce_type").value(), UTF_8))
                        .isEqualTo("io.vasari.job-command.v1");
            });
        }
    }

    /** The id of the job, if it was accepted. */
    private Optional<String> submit() {
        var answer = Web.post("/v1/jobs", SUBMISSION);
        if (answer.status() == 503) {
            return Optional.empty();
        }
        assertThat(answer.status()).isEqualTo(202);
        var id = answer.json().get("id").asText();
        accepted.add(id);
        return Optional.of(id);
    }

    private EmbeddedBroker start(Path folder) {
        return EmbeddedBroker.start(folder, Integer.parseInt(bootstrapServers.split(":")[1]));
    }

    private void createTopic() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(Topics.JOBS, 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private List<ConsumerRecord<String, byte[]>> read() {
        var partition = new TopicPartition(Topics.JOBS, 0);
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static String jobId(ConsumerRecord<String, byte[]> record) {
        return Json.read(record.value(), JobCommand.class).jobId();
    }
}
