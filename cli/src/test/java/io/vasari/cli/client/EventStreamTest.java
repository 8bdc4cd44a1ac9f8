package io.vasari.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    @Test
    void commentsAreSkippedAndLinesOfDataJoined() {
        var stream = stream(": hello\n\nid:7\nevent: progress\ndata: a\ndata:b\n\n:beat\n\ndata: c\n\n");

        assertThat(stream.next()).contains(new EventStream.Event("7", "progress", "a\nb"));
        assertThat(stream.next()).contains(new EventStream.Event("", "message", "c"));
        assertThat(stream.next()).isEmpty();
    }

    @Test
    void eventThatBrokeOffIsNotDelivered() {
        assertThat(stream("id: 1\ndata: a").next()).isEmpty();
    }

    private static EventStream stream(String text) {
        return new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
