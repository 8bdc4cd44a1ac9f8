package io.vasari.cli.compose;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The instructions of a Dockerfile, lines that go on joined. */
record Dockerfile(List<String> instructions) {
    static Dockerfile read(Path file) {
        try {
            var joined = Files.readString(file).replace("\\\n", " ");
            return new Dockerfile(joined.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What follows the keyword, in the order of the file. */
    List<String> all(String keyword) {
        return instructions.stream()
                .filter(line -> line.startsWith(keyword + " "))
                .map(line -> line.substring(keyword.length() + 1).strip())
                .toList();
    }

    String last(String keyword) {
        var all = all(keyword);
        return all.get(all.size() - 1);
    }

    Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        all("ENV").stream()
                .flatMap(line -> Stream.of(line.split("\\s+")))
                .forEach(pair ->
                        environment.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)));
        return environment;
    }

    List<String> entrypoint() throws IOException {
        return List.of(new JsonMapper().readValue(last("ENTRYPOINT"), String[].class));
    }
}
