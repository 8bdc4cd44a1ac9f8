package io.vasari.cli.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The services of {@code docker-compose.yml}. */
final class ComposeFile {
    static final Path ROOT = Path.of(System.getProperty("vasari.root"));

    private final JsonNode json;

    private ComposeFile(JsonNode json) {
        this.json = json;
    }

    static ComposeFile read() {
        return new ComposeFile(yaml(ROOT.resolve("docker-compose.yml")));
    }

    /** Anchors and merges resolved. */
    static JsonNode yaml(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return new JsonMapper().valueToTree(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> names() {
        return StreamSupport.stream(
                        ((Iterable<String>) () -> json.path("services").fieldNames()).spliterator(), false)
                .toList();
    }

    JsonNode service(String name) {
        return json.path("services").path(name);
    }

    Map<String, String> environment(String service) {
        var environment = new LinkedHashMap<String, String>();
        service(service)
                .path("environment")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        return environment;
    }

    /** The health check as a command, dollar signs as the container sees them. */
    List<String> healthCheck(String service) {
        var words = StreamSupport.stream(
                        service(service).path("healthcheck").path("test").spliterator(), false)
                .map(word -> word.asText().replace("$$", "$"))
                .toList();
        return words.subList(1, words.size());
    }

    Duration stopGrace(String service) {
        return seconds(service(service).path("stop_grace_period").asText());
    }

    static Duration seconds(String text) {
        return Duration.parse("PT" + text);
    }

    boolean hasVolume(String name) {
        return json.path("volumes").has(name);
    }
}
