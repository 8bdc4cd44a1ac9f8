package io.vasari.models.safetensors;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.ConfigFile;
import io.vasari.models.ModelLoadException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which file beside the index holds which tensors, as {@code weight_map} tells.
 *
 * @param namesByShard tensor names by file
 */
record ShardIndex(Map<Path, List<String>> namesByShard) {

    static ShardIndex read(Path index) {
        JsonNode map = ConfigFile.read(index).path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw new ModelLoadException(index + " has no weight_map from tensor names to files");
        }
        Map<Path, List<String>> namesByShard = new TreeMap<>();
        map.fields().forEachRemaining(field -> {
            String name = field.getValue().asText();
            if (!field.getValue().isTextual() || !name.matches("[\\w.-]+\\.safetensors")) {
                throw new ModelLoadException(index + " places " + field.getKey() + " in " + field.getValue()
                        + ", expected the name of a safetensors file beside the index");
            }
            namesByShard
                    .computeIfAbsent(index.resolveSibling(name), file -> new ArrayList<>())
                    .add(field.getKey());
        });
        return new ShardIndex(namesByShard);
    }
}
