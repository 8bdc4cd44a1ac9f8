package io.vasari.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the JSON files of model packages. */
public final class ConfigFile {

    /** Python writes NaN and Infinity as they are. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private ConfigFile() {}

    /**
     * Reads a file that holds one JSON object.
     *
     * @throws ModelLoadException naming the file, if it is missing, not readable JSON, or not an object
     */
    public static JsonNode read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelLoadException("no " + file.getFileName() + " at " + file);
        }
        JsonNode root;
        try {
            root = JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new ModelLoadException(file + " is not readable JSON: " + reason(e), e);
        }
        if (!root.isObject()) {
            throw new ModelLoadException(file + " is not a JSON object");
        }
        return root;
    }

    /** What is wrong with a JSON text, and where, in one line. */
    public static String reason(IOException e) {
        return e instanceof JsonProcessingException json && json.getLocation() != null
                ? json.getOriginalMessage() + " at line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr()
                : e.getMessage();
    }
}
