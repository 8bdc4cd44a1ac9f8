package io.vasari.gateway.openai;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** Sends text that is JSON or an event already, where a string would become a JSON string. */
@Provider
@Produces(MediaType.APPLICATION_JSON)
public final class ChunkWriter implements MessageBodyWriter<ChunkWriter.Chunk> {
    /** A part of an answer, as it is sent. */
    public record Chunk(String text) {}

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == Chunk.class;
    }

    @Override
    public void writeTo(
            Chunk chunk,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(chunk.text().getBytes(StandardCharsets.UTF_8));
    }
}
