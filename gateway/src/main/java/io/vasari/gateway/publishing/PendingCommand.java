package io.vasari.gateway.publishing;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A command on its way. It becomes bytes at most once: without a broker the channel keeps commands back and sends them again
 * by itself, and what was refused to its client must not be written when the broker comes.
 */
final class PendingCommand {
    private final byte[] json;
    private final AtomicBoolean gone = new AtomicBoolean();

    PendingCommand(byte[] json) {
        this.json = json;
    }

    /** From now on it is not written, unless the producer has it already. */
    void abandon() {
        gone.set(true);
    }

    /** Makes the record's bytes at the last moment. */
    public static final class Bytes implements Serializer<PendingCommand> {
        /** @throws SerializationException when the command was abandoned or handed over before */
        @Override
        public byte[] serialize(String topic, PendingCommand command) {
            if (command.gone.getAndSet(true)) {
                throw new SerializationException("given up before the broker came");
            }
            return command.json;
        }
    }
}
