package io.vasari.evaluator.publishing;

import io.vasari.contracts.CloudEvent;
import io.vasari.contracts.Json;
import io.vasari.contracts.TaskScores;
import io.vasari.contracts.Topics;
import io.vasari.evaluator.scoring.ScoreOutlet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** {@link Topics#SCORES}, keyed by model reference, acknowledged by all replicas. */
public final class ScoresTopic implements ScoreOutlet, AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final String source;
    private final InstantSource clock;

    public ScoresTopic(Producer<String, byte[]> producer, String evaluatorId, InstantSource clock) {
        this.producer = producer;
        this.source = "/evaluators/" + evaluatorId;
        this.clock = clock;
    }

    /** A producer that sends at once and outlasts a broker that is away for a minute. */
    public static Producer<String, byte[]> producer(String bootstrapServers, String evaluatorId) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        evaluatorId + "-scores",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        16 << 20,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        1 << 20,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Override
    public Future<?> publish(TaskScores scores) {
        var message = new ProducerRecord<>(Topics.SCORES, scores.model().toString(), Json.write(scores));
        CloudEvent.headers(TaskScores.class, source, clock.instant()).forEach(message.headers()::add);
        return producer.send(message);
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
