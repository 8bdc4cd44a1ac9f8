package io.vasari.cli.farm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

/** Processes of a farm whose supervisor was killed before it could end them. */
final class Leftovers {
    /** Ends those that the file lists and that still are what it says. */
    static void end(Path data, Path endpoints) throws IOException {
        if (!Files.exists(endpoints)) {
            return;
        }
        JsonNode list = new JsonMapper().readTree(endpoints.toFile());
        if (list == null) {
            return;
        }
        StreamSupport.stream(list.spliterator(), false)
                .flatMap(entry -> ProcessHandle.of(entry.path("pid").asLong()).stream())
                .filter(process -> isOurs(data, process))
                .forEach(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
        Files.delete(endpoints);
    }

    /** Process ids are used again: one that runs something else is left alone. */
    private static boolean isOurs(Path data, ProcessHandle process) {
        String command = process.info().commandLine().orElse("");
        return command.contains("quarkus-run.jar")
                || command.contains("io.vasari.broker.BrokerMain")
                || Prometheus.isOf(data, command);
    }

    private Leftovers() {}
}
