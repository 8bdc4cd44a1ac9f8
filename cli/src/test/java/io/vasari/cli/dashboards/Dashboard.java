package io.vasari.cli.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A Grafana dashboard as it ships. */
record Dashboard(String name, JsonNode json) {
    static final Path ROOT = Path.of(System.getProperty("vasari.root"));
    private static final Path FOLDER = ROOT.resolve("dashboards/grafana");

    static List<Dashboard> all() {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Dashboard::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dashboard read(Path file) {
        try {
            String name = file.getFileName().toString().replace(".json", "");
            return new Dashboard(name, new JsonMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + file, e);
        }
    }

    String title() {
        return json.path("title").asText();
    }

    List<Panel> panels() {
        return list(json.path("panels")).map(panel -> new Panel(this, panel)).toList();
    }

    List<JsonNode> variables() {
        return list(json.path("templating").path("list")).toList();
    }

    Optional<JsonNode> variable(String name) {
        return variables().stream()
                .filter(variable -> variable.path("name").asText().equals(name))
                .findFirst();
    }

    /** Of the variables that list the values of a label and allow one alone, the one that is chosen at first. */
    Map<String, String> singleChoices() {
        return variables().stream()
                .filter(variable -> variable.path("type").asText().equals("query")
                        && !variable.path("multi").asBoolean())
                .collect(Collectors.toMap(
                        variable -> variable.path("name").asText(),
                        variable -> variable.path("current").path("value").asText()));
    }

    List<JsonNode> annotations() {
        return list(json.path("annotations").path("list")).toList();
    }

    static Stream<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
