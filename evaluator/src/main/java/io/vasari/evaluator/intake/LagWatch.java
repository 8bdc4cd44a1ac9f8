package io.vasari.evaluator.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker again and again how much waits for the evaluators, all of them together: each tells the same, so that one
 * that dies leaves no gap. Nothing is told while the broker does not answer.
 */
public final class LagWatch implements Runnable {
    private static final Backoff AGAIN = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final Supplier<Admin> admins;
    private final List<Group> groups;
    private final Consumer<List<Lag>> outlet;
    private final Duration interval;
    private final LastingWork work = new LastingWork("looking at what waits", AGAIN);

    /**
     * Who takes what.
     *
     * @param shares whether it is a share group
     */
    public record Group(String name, boolean shares, List<String> topics) {}

    /**
     * @param admins makes a client that this closes
     * @param outlet is given all lags together; none of them where nothing is known
     */
    public LagWatch(Supplier<Admin> admins, List<Group> groups, Consumer<List<Lag>> outlet, Duration interval) {
        this.admins = admins;
        this.groups = List.copyOf(groups);
        this.outlet = outlet;
        this.interval = interval;
    }

    @Override
    public void run() {
        work.run(this::lookUntilFailure);
    }

    private void lookUntilFailure() throws InterruptedException {
        try (var admin = admins.get()) {
            while (!work.isStopping()) {
                outlet.accept(look(admin));
                work.succeeded();
                work.pause(interval);
            }
        } catch (ExecutionException e) {
            throw new KafkaException("the broker does not say what waits: " + e.getCause(), e);
        } finally {
            outlet.accept(List.of());
        }
    }

    private List<Lag> look(Admin admin) throws ExecutionException, InterruptedException {
        List<Lag> lags = new ArrayList<>();
        for (Group group : groups) {
            var partitions = partitions(admin, group.topics());
            var waiting = group.shares()
                    ? sharesWaiting(admin, group.name(), partitions)
                    : waiting(admin, group.name(), partitions);
            waiting.entrySet().stream()
                    .collect(Collectors.groupingBy(
                            entry -> entry.getKey().topic(), Collectors.summingLong(Map.Entry::getValue)))
                    .forEach((topic, records) -> lags.add(new Lag(group.name(), topic, records)));
        }
        return lags;
    }

    private static List<TopicPartition> partitions(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    /** A share group that nobody has joined yet has no lag. */
    private static Map<TopicPartition, Long> sharesWaiting(Admin admin, String group, List<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        return admin
                .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec().topicPartitions(partitions)))
                .partitionsToOffsetInfo(group)
                .get()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() != null
                        && entry.getValue().lag().filter(lag -> lag >= 0).isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().lag().orElseThrow()));
    }

    /** All that is there waits for a group that has no place yet: these groups begin at the earliest record. */
    private static Map<TopicPartition, Long> waiting(Admin admin, String group, List<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        var places = admin.listConsumerGroupOffsets(
                        Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
                .partitionsToOffsetAndMetadata(group)
                .get();
        var starts = offsets(admin, partitions, OffsetSpec.earliest());
        var ends = offsets(admin, partitions, OffsetSpec.latest());
        return partitions.stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> Math.max(
                                0, ends.get(partition).offset() - place(places, starts.get(partition), partition))));
    }

    private static long place(
            Map<TopicPartition, OffsetAndMetadata> places, ListOffsetsResultInfo start, TopicPartition partition) {
        var place = places.get(partition);
        return place == null ? start.offset() : Math.max(start.offset(), place.offset());
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        return admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which)))
                .all()
                .get();
    }

    public void stop() {
        work.stop();
    }
}
