package io.vasari.benchmarks.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One load on the peer, from its first submission until its last task was done.
 *
 * @param submitSeconds until the last task was submitted
 */
public record PeerRun(int tasks, int samples, double seconds, double submitSeconds) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The line that {@code load.py} prints. */
    static PeerRun parse(String line) {
        try {
            JsonNode run = JSON.readTree(line);
            return new PeerRun(
                    run.required("tasks").asInt(),
                    run.required("samples").asInt(),
                    run.required("seconds").asDouble(),
                    run.required("submit_seconds").asDouble());
        } catch (IOException e) {
            throw new UncheckedIOException("load.py printed " + line, e);
        }
    }

    public double imagesPerSecond() {
        return samples / seconds;
    }

    public double tasksPerSecond() {
        return tasks / seconds;
    }
}
