package io.vasari.evaluator.intake;

import static org.awaitility.Awaitility.await;

import io.vasari.broker.EmbeddedBroker;
import io.vasari.contracts.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LagWatchIT {
    private static final List<LagWatch.Group> GROUPS = List.of(
            new LagWatch.Group(Topics.EVALUATOR_GROUP, true, List.of(Topics.TASK_EVENTS)),
            new LagWatch.Group("streams", false, List.of(Topics.SCORES, Topics.REPLAYS)));

    @Test
    void whatIsNotSettledWaits(@TempDir Path folder) throws Exception {
        try (var broker = EmbeddedBroker.start(folder, 0);
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.TASK_EVENTS, 1, (short) 1),
                            new NewTopic(Topics.SCORES, 4, (short) 1),
                            new NewTopic(Topics.REPLAYS, 1, (short) 1)))
                    .all()
                    .get();
            var events = new TopicPartition(Topics.TASK_EVENTS, 0);
            await().ignoreExceptions().atMost(Duration.ofSeconds(20)).untilAsserted(() -> admin.alterShareGroupOffsets(
                            Topics.EVALUATOR_GROUP, Map.of(events, 0L))
                    .all()
                    .get());
            for (int i = 0; i < 8; i++) {
                producer.send(new ProducerRecord<>(Topics.TASK_EVENTS, "e", new byte[1]));
                producer.send(new ProducerRecord<>(Topics.SCORES, i % 4, "s", new byte[1]));
            }
            producer.flush();
            admin.alterConsumerGroupOffsets(
                            "streams", Map.of(new TopicPartition(Topics.SCORES, 3), new OffsetAndMetadata(1)))
                    .all()
                    .get();

            var told = new AtomicReference<List<Lag>>(List.of());
            var watch = new LagWatch(
                    () -> Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers())),
                    GROUPS,
                    told::set,
                    Duration.ofMillis(100));
            var thread = new Thread(watch);
            thread.start();
            awaitTold(
                    told,
                    new Lag(Topics.EVALUATOR_GROUP, Topics.TASK_EVENTS, 8),
                    new Lag("streams", Topics.SCORES, 7),
                    new Lag("streams", Topics.REPLAYS, 0));

            admin.alterShareGroupOffsets(Topics.EVALUATOR_GROUP, Map.of(events, 6L))
                    .all()
                    .get();
            awaitTold(
                    told,
                    new Lag(Topics.EVALUATOR_GROUP, Topics.TASK_EVENTS, 2),
                    new Lag("streams", Topics.SCORES, 7),
                    new Lag("streams", Topics.REPLAYS, 0));

            watch.stop();
            thread.join();
            awaitTold(told);
        }
    }

    private static void awaitTold(AtomicReference<List<Lag>> told, Lag... expected) {
        await().atMost(Duration.ofSeconds(20))
                .until(told::get, lags -> lags.size() == expected.length && lags.containsAll(List.of(expected)));
    }
}
