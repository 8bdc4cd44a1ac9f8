package io.vasari.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The broker's configuration: Kafka's defaults, made small for one machine. */
final class BrokerSettings {
    static final String CONTROLLER = "CONTROLLER";

    static Map<String, String> of(int node, String host, int port, int controllerPort, Path directory) {
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "" + node);
        settings.put("controller.quorum.voters", node + "@" + host + ":" + controllerPort);
        settings.put(
                "listeners", "BROKER://" + host + ":" + port + "," + CONTROLLER + "://" + host + ":" + controllerPort);
        settings.put("advertised.listeners", "BROKER://" + host + ":" + port);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("log.dirs", directory.toString());
        settings.put("auto.create.topics.enable", "false");
        oneReplica(settings);
        smallFootprint(settings);
        fastGroups(settings);
        return settings;
    }

    private static void oneReplica(Map<String, String> settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        for (String topic : new String[] {"offsets.topic", "share.coordinator.state.topic", "transaction.state.log"}) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "1");
        }
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("transaction.state.log.min.isr", "1");
    }

    private static void smallFootprint(Map<String, String> settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "3");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "1");
        settings.put("log.cleaner.dedupe.buffer.size", "" + (8 << 20));
        settings.put("log.segment.bytes", "" + (128 << 20));
        settings.put("log.index.size.max.bytes", "" + (1 << 20));
    }

    /**
     * Groups form at once, members that died are noticed soon, and a long task may hold its lock for an hour. When a worker
     * dies, its record may be handed to each of its other slots, whose connections are about to break too, before it
     * reaches the living: the limit of deliveries is the highest there is, 10, which allows 8 slots for each priority.
     */
    private static void fastGroups(Map<String, String> settings) {
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("group.share.max.record.lock.duration.ms", "3600000");
        settings.put("group.share.delivery.count.limit", "10");
        settings.put("group.share.min.heartbeat.interval.ms", "1000");
        settings.put("group.share.heartbeat.interval.ms", "1000");
    }

    static Properties properties(Map<String, String> settings) {
        var properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    private BrokerSettings() {}
}
