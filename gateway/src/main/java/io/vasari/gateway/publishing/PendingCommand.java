package io.vasari.gateway.publishing;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A command on its way, which can be given up: without a broker the producer keeps records back before it makes bytes of
 * them, and what was refused to its client must not be written when the broker comes.
 */
final class PendingCommand {
    private final byte[] json;
    private final AtomicBoolean abandoned = new AtomicBoolean();

    PendingCommand(byte[] json) {
        this.json = json;
    }

    void abandon() {
        abandoned.set(true);
    }

    /** Makes the record's bytes at the last moment. */
    public static final class Bytes implements Serializer<PendingCommand> {
        @Override
        public byte[] serialize(String topic, PendingCommand command) {
            if (command.abandoned.get()) {
                throw new SerializationException("given up before the broker came");
            }
            return command.json;
        }
    }
}
