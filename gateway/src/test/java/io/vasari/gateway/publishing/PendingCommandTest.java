package io.vasari.gateway.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class PendingCommandTest {
    private final PendingCommand command = new PendingCommand(new byte[] {1, 2});

    @Test
    void aCommandIsWrittenAsItIs() {
        try (var bytes = new PendingCommand.Bytes()) {
            assertThat(bytes.serialize("t", command)).containsExactly(1, 2);
        }
    }

    @Test
    void aCommandIsNotWrittenASecondTime() {
        try (var bytes = new PendingCommand.Bytes()) {
            bytes.serialize("t", command);
            assertThatThrownBy(() -> bytes.serialize("t", command)).isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void anAbandonedCommandIsNotWritten() {
        command.abandon();

        try (var bytes = new PendingCommand.Bytes()) {
            assertThatThrownBy(() -> bytes.serialize("t", command)).isInstanceOf(SerializationException.class);
        }
    }
}
