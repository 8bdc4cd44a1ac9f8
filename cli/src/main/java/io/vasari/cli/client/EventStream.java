package io.vasari.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.cli.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Server-sent events (WHATWG HTML, section 9.2), one at a time. */
public final class EventStream implements AutoCloseable {
    /** One event; {@code id} is empty when it has none. */
    public record Event(String id, String name, String data) {
        /** @throws UserError when the data is no JSON */
        public JsonNode json() {
            try {
                return JSON.readTree(data);
            } catch (JsonProcessingException e) {
                throw new UserError("what answered is no Vasari farm: a '" + name + "' event is not JSON");
            }
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final BufferedReader lines;

    EventStream(InputStream body) {
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** The next event, or empty when the stream has ended or broken off. */
    public Optional<Event> next() {
        String id = "";
        String name = "message";
        var data = new StringBuilder();
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && data.length() > 0) {
                    return Optional.of(new Event(id, name, data.toString()));
                }
                String value = line.substring(Math.min(line.length(), line.indexOf(':') + 1))
                        .stripLeading();
                if (line.startsWith("id:")) {
                    id = value;
                } else if (line.startsWith("event:")) {
                    name = value;
                } else if (line.startsWith("data:")) {
                    data.append(data.length() > 0 ? "\n" : "").append(value);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
