package io.vasari.gateway.streams;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code vasari.streams}: how this gateway takes part in scheduling, and how it keeps its tables. */
@ConfigMapping(prefix = "vasari.streams")
public interface StreamsSettings {
    /** Whether to connect at all. Without, the tables never become ready and nothing is scheduled from here. */
    @WithDefault("true")
    boolean enabled();

    /** Kafka Streams' application id: all gateways of a farm have the same, and take turns as its scheduler. */
    @WithDefault("vasari-scheduler")
    String applicationId();

    /**
     * Name of this gateway within the farm. It has to be unique, and to stay the same over a restart: by it, a gateway that
     * was killed gets its work back without waiting for the session timeout.
     */
    @WithDefault("gateway-1")
    String instanceId();

    /** After this much silence another gateway takes over. At least the broker's {@code group.min.session.timeout.ms} (6 s). */
    @WithDefault("10s")
    Duration sessionTimeout();

    /** How often state and offsets are committed: how much is done again after a crash. 50 ms to 10 s. */
    @WithDefault("250ms")
    Duration commitInterval();

    /** How long a record waits for others to be sent with it. 0 to 5 ms. */
    @WithDefault("5ms")
    Duration linger();

    /** Copies of the scheduler's state on other gateways: 0 with one gateway, 1 in production. */
    @WithDefault("0")
    int standbyReplicas();

    /** Replication factor of topics that are created; -1 for the broker's default. */
    @WithDefault("-1")
    short replicationFactor();

    /** Pools whose topics are created; by default those of the models. */
    Optional<List<String>> pools();
}
