package io.vasari.evaluator.intake;

import io.vasari.contracts.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The consumers by which studies are found: those of the group, of which one has the topic, and those that only look. */
public record StudyGroup(String bootstrapServers, String evaluatorId) {
    /** A large grid of large images takes minutes. */
    private static final int LONGEST_JUDGEMENT_MILLIS = 15 * 60_000;

    private static final int STATUSES_AT_A_TIME = 200;

    Supplier<Consumer<String, byte[]>> members() {
        var settings = settings("-studies");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, Topics.STUDIES_GROUP);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, LONGEST_JUDGEMENT_MILLIS);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, STATUSES_AT_A_TIME);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        return () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    Supplier<Consumer<String, byte[]>> readers() {
        var settings = settings("-tables");
        return () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> settings(String name) {
        return new HashMap<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                evaluatorId + name,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                8 << 20,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500));
    }
}
