package io.vasari.gateway.streams;

import io.vasari.contracts.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Makes the farm's topics, and sees to it that no share group skips what was written before its first member came. May run
 * any number of times, from any number of gateways: what is there stays as it is.
 */
public final class TopicProvisioning {
    private static final Logger LOG = Logger.getLogger(TopicProvisioning.class);
    private static final String OFFSET_RESET = "share.auto.offset.reset";

    private final Admin admin;
    private final short replicationFactor;

    /** @param replicationFactor of new topics; -1 for the broker's default */
    public TopicProvisioning(Admin admin, short replicationFactor) {
        this.admin = admin;
        this.replicationFactor = replicationFactor;
    }

    /** @throws KafkaException when the broker does not answer or refuses */
    public void provision(List<String> pools) throws InterruptedException {
        try {
            createMissing(Topics.layout(pools));
            startAtEarliest(Topics.shareGroups(pools));
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "the topics cannot be provisioned: " + e.getCause().getMessage(), e.getCause());
        }
        for (var queue : Topics.taskQueues(pools)) {
            startAtZero(queue.group(), queue.topic());
        }
        startAtZero(Topics.EVALUATOR_GROUP, Topics.TASK_EVENTS);
    }

    private void createMissing(List<Topics.Spec> layout) throws InterruptedException, ExecutionException {
        Set<String> present = admin.listTopics().names().get();
        var missing = layout.stream()
                .filter(topic -> !present.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), topic.partitions(), replicationFactor).configs(topic.config()))
                .toList();
        for (var creation : admin.createTopics(missing).values().entrySet()) {
            try {
                creation.getValue().get();
                LOG.infof("topic %s created", creation.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private void startAtEarliest(List<String> groups) throws InterruptedException, ExecutionException {
        var earliest = Set.of(new AlterConfigOp(new ConfigEntry(OFFSET_RESET, "earliest"), AlterConfigOp.OpType.SET));
        admin.incrementalAlterConfigs(groups.stream()
                        .collect(Collectors.toMap(
                                group -> new ConfigResource(ConfigResource.Type.GROUP, group), group -> earliest)))
                .all()
                .get();
    }

    /** Makes the lag readable before anybody has joined. A group that has offsets keeps them. */
    private void startAtZero(String group, String topic) throws InterruptedException {
        var partitions = Stream.of(new TopicPartition(topic, 0)).toList();
        try {
            var known = admin.listShareGroupOffsets(
                            Map.of(group, new ListShareGroupOffsetsSpec().topicPartitions(partitions)))
                    .partitionsToOffsetInfo(group)
                    .get();
            if (known.values().stream().noneMatch(offset -> offset != null && offset.startOffset() >= 0)) {
                admin.alterShareGroupOffsets(group, Map.of(partitions.get(0), 0L))
                        .all()
                        .get();
            }
        } catch (ExecutionException e) {
            LOG.infof(
                    "share group %s starts at the earliest offset once it has a member: %s",
                    group, e.getCause().getMessage());
        }
    }
}
