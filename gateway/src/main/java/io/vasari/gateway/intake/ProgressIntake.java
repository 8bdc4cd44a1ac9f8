package io.vasari.gateway.intake;

import io.quarkus.runtime.Startup;
import io.vasari.contracts.Topics;
import io.vasari.gateway.progress.ProgressBoard;
import io.vasari.gateway.streams.FarmObserver;
import io.vasari.gateway.streams.StreamsSettings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Reads all progress of the farm from now on, on a thread of its own. Every gateway reads everything, so there is no group
 * and no offset is kept: what was told before the start, or is lost in an outage, is told anew within a second.
 */
@Startup
@Singleton
public class ProgressIntake {
    private static final Logger LOG = Logger.getLogger(ProgressIntake.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final int REQUEST_TIMEOUT_MILLIS = 5_000;
    private static final int RECONNECT_MILLIS = 500;
    private static final int FETCH_BYTES = 1 << 20;

    private final boolean enabled;
    private final String bootstrapServers;
    private final ProgressBoard board;
    private final FarmObserver observer;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread reader = new Thread(this::keepReading, "progress-intake");
    private volatile Optional<Consumer<String, byte[]>> open = Optional.empty();

    @Inject
    ProgressIntake(
            StreamsSettings settings,
            @ConfigProperty(name = "kafka.bootstrap.servers", defaultValue = "127.0.0.1:9092") String bootstrapServers,
            ProgressBoard board,
            FarmObserver observer) {
        this(settings.enabled(), bootstrapServers, board, observer);
    }

    ProgressIntake(boolean enabled, String bootstrapServers, ProgressBoard board, FarmObserver observer) {
        this.enabled = enabled;
        this.bootstrapServers = bootstrapServers;
        this.board = board;
        this.observer = observer;
    }

    @PostConstruct
    void start() {
        if (enabled) {
            reader.start();
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping.countDown();
        open.ifPresent(Consumer::wakeup);
        reader.join(CLOSING.toMillis());
    }

    private void keepReading() {
        try {
            do {
                readUntilItFails();
            } while (!stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("stopped");
        }
    }

    private void readUntilItFails() {
        try (var consumer = new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            open = Optional.of(consumer);
            var partitions = consumer.partitionsFor(Topics.PROGRESS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (stopping.getCount() > 0 && !partitions.isEmpty()) {
                read(consumer);
            }
        } catch (WakeupException e) {
            LOG.debug("woken to stop");
        } catch (RuntimeException e) {
            LOG.debugf("progress cannot be read: %s", e);
        } finally {
            open = Optional.empty();
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        for (var record : consumer.poll(POLL)) {
            take(record);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        ProgressRecord.read(record.key(), record.value())
                .ifPresentOrElse(board::put, () -> observer.skipped(Topics.PROGRESS));
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "vasari-progress");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS);
        return settings;
    }
}
