package io.vasari.gateway.streams;

import org.apache.kafka.common.serialization.Serializer;

/** A record on its way to a topic. */
record Outgoing(String topic, byte[] json) {
    static final Serializer<Outgoing> SERIALIZER = (topic, outgoing) -> outgoing.json();
}
