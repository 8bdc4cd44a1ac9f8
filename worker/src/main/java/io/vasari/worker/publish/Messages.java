package io.vasari.worker.publish;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vasari.contracts.CloudEvent;
import io.vasari.worker.config.WorkerIdentity;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Messages with a key and the headers of a CloudEvent. */
final class Messages {
    static <T> Message<T> of(T payload, String key, Class<?> record, WorkerIdentity sender, Instant at) {
        return of(OutgoingKafkaRecordMetadata.<String>builder(), payload, key, record, sender, at);
    }

    /** On another topic than that of its channel. */
    static <T> Message<T> on(String topic, T payload, String key, Class<?> record, WorkerIdentity sender, Instant at) {
        var builder = OutgoingKafkaRecordMetadata.<String>builder().withTopic(topic);
        return of(builder, payload, key, record, sender, at);
    }

    private static <T> Message<T> of(
            OutgoingKafkaRecordMetadata.OutgoingKafkaRecordMetadataBuilder<String> metadata,
            T payload,
            String key,
            Class<?> record,
            WorkerIdentity sender,
            Instant at) {
        var headers = new RecordHeaders();
        CloudEvent.headers(record, sender.source(), at).forEach(headers::add);
        return Message.of(
                payload, Metadata.of(metadata.withKey(key).withHeaders(headers).build()));
    }

    private Messages() {}
}
