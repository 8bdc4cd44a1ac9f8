package io.vasari.evaluator.intake;

import io.vasari.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The share group of the evaluators.
 *
 * @param maxEvents how many events a member takes at a time
 */
public record ShareGroup(String bootstrapServers, String evaluatorId, int maxEvents) {
    /** The longest that a broker allows by default; a poll of full shards takes seconds. */
    private static final Duration LOCK = Duration.ofSeconds(60);

    private static final int MAX_EVENTS = 100;
    private static final Set<String> NEEDED = Set.of(
            Topics.TASK_EVENTS,
            Topics.SCORES,
            Topics.EVALUATIONS,
            Topics.REPLAYS,
            Topics.JOB_STATUS,
            Topics.JOB_SHARDS,
            Topics.STUDY_EVALUATIONS);

    public ShareGroup {
        if (maxEvents < 1 || maxEvents > MAX_EVENTS) {
            throw new IllegalArgumentException(
                    "vasari.evaluator.events-per-poll is " + maxEvents + ", it must be 1 to " + MAX_EVENTS);
        }
    }

    /** Makes members that take single records, not whole batches of the log, and settle each themselves. */
    public Supplier<ShareConsumer<String, byte[]>> members() {
        return () -> new KafkaShareConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        Topics.EVALUATOR_GROUP,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        evaluatorId + "-events",
                        ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                        "explicit",
                        ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                        "record_limit",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        maxEvents,
                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Whether the topics are there, which the gateway makes. Also sets up the group: it begins at the earliest event, for it
     * would otherwise skip what was written before its first member came, and a member may hold events for a minute.
     */
    public boolean isReady(Admin admin) throws InterruptedException {
        try {
            if (!admin.listTopics().names().get().containsAll(NEEDED)) {
                return false;
            }
            var group = new ConfigResource(ConfigResource.Type.GROUP, Topics.EVALUATOR_GROUP);
            admin.incrementalAlterConfigs(Map.of(
                            group,
                            List.of(
                                    set("share.auto.offset.reset", "earliest"),
                                    set("share.record.lock.duration.ms", "" + LOCK.toMillis()))))
                    .all()
                    .get();
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    /** Asks the broker; the caller closes it. */
    public Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG, evaluatorId + "-admin",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500));
    }
}
