package io.vasari.worker.intake;

import io.vasari.contracts.TaskQueue;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Where and how records are taken from a queue, one at a time.
 *
 * @param bootstrapServers {@code host:port} of brokers, separated by commas
 * @param group a share group
 */
public record ShareSettings(String bootstrapServers, String topic, String group) {

    /** Those of slots. */
    public static ShareSettings of(String bootstrapServers, TaskQueue queue) {
        return new ShareSettings(bootstrapServers, queue.topic(), queue.group());
    }

    /** @param clientId a name for the broker's logs */
    Map<String, Object> consumer(String clientId) {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("client.id", clientId);
        settings.put("group.id", group);
        settings.put("key.deserializer", StringDeserializer.class.getName());
        settings.put("value.deserializer", ByteArrayDeserializer.class.getName());
        settings.put("share.acknowledgement.mode", "explicit");
        // Without it a slot is given as many tasks as the broker has at hand, and sits on them.
        settings.put("share.acquire.mode", "record_limit");
        settings.put("max.poll.records", 1);
        // For so long a worker that is gone may be given tasks: the scheduler waits it out before a last attempt.
        settings.put("fetch.max.wait.ms", 2_000);
        settings.put("reconnect.backoff.ms", 100);
        settings.put("reconnect.backoff.max.ms", 1_000);
        settings.put("metadata.max.age.ms", 10_000);
        return settings;
    }
}
