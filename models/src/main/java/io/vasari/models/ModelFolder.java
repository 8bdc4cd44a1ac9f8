package io.vasari.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A model package on disk: {@code model.json} and, per revision, a folder with {@code config.json} and safetensors files.
 *
 * <p>The card is read once, on opening; weights are read by the {@link ModelFamily}.
 */
public final class ModelFolder {

    /** File name of the machine-readable card. */
    public static final String CARD = "model.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final String id;
    private final String family;
    private final List<String> revisions;
    private final List<String> classes;

    private ModelFolder(Path root, JsonNode card) {
        this.root = root;
        this.id = text(card, "id");
        this.family = text(card, "family");
        this.revisions = texts(card, "revisions");
        this.classes = card.has("classes") ? texts(card, "classes") : List.of();
        if (revisions.isEmpty()) {
            throw new ModelLoadException(root.resolve(CARD) + " names no revision");
        }
    }

    /**
     * Reads a package's card.
     *
     * @throws ModelLoadException if it is missing, broken, or lacks id, family or revisions
     */
    public static ModelFolder open(Path root) {
        return new ModelFolder(root, ConfigFile.read(root.resolve(CARD)));
    }

    public Path root() {
        return root;
    }

    public String id() {
        return id;
    }

    public String family() {
        return family;
    }

    /** Oldest first. */
    public List<String> revisions() {
        return revisions;
    }

    /** The newest revision. */
    public String defaultRevision() {
        return revisions.get(revisions.size() - 1);
    }

    /** Names of a classifier's classes; empty for other models. */
    public List<String> classes() {
        return classes;
    }

    /**
     * A file of a revision, which need not exist.
     *
     * @throws ModelLoadException if the card does not name the revision, with those that it names
     */
    public Path file(String revision, String name) {
        if (!revisions.contains(revision)) {
            throw new ModelLoadException(id + " has no revision " + revision + "; it has " + revisions);
        }
        return root.resolve(revision).resolve(name);
    }

    /**
     * Checks that a revision was made for the network that is about to read it.
     *
     * @param expected every key that {@code config.json} must have, and its value
     * @throws ModelLoadException naming each key whose value differs
     */
    public void requireConfig(String revision, Map<String, Object> expected) {
        Path file = file(revision, "config.json");
        JsonNode config = ConfigFile.read(file);
        List<String> problems = new ArrayList<>();
        expected.forEach((key, value) -> {
            JsonNode wanted = JSON.valueToTree(value);
            if (!Objects.equals(config.get(key), wanted)) {
                problems.add(key + " is " + config.get(key) + ", expected " + wanted);
            }
        });
        if (!problems.isEmpty()) {
            throw new ModelLoadException(file + " does not fit: " + String.join("; ", problems));
        }
    }

    private String text(JsonNode card, String key) {
        JsonNode value = card.path(key);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new ModelLoadException(root.resolve(CARD) + " has no text under " + key);
        }
        return value.asText();
    }

    private List<String> texts(JsonNode card, String key) {
        JsonNode values = card.path(key);
        if (!values.isArray()) {
            throw new ModelLoadException(root.resolve(CARD) + " has no list under " + key);
        }
        List<String> result = new ArrayList<>();
        values.forEach(value -> result.add(value.asText()));
        return List.copyOf(result);
    }
}
