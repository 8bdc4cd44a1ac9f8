package io.vasari.models.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vasari.models.ConfigFile;
import io.vasari.models.ModelLoadException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * One configuration that is read key by key; {@link #finish} refuses the keys that nobody asked for.
 *
 * <p>A missing key has the default that the caller gives; null counts as missing. Keys that begin with {@code _} are notes.
 * Every failure is a {@link ModelLoadException} that names file, key and value.
 */
public final class ConfigJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final JsonNode root;
    private final Set<String> asked = new HashSet<>();

    private ConfigJson(String name, JsonNode root) {
        this.name = name;
        this.root = root;
    }

    /** Opens a file, which must hold a JSON object. */
    public static ConfigJson open(Path file) {
        return new ConfigJson(file.toString(), ConfigFile.read(file));
    }

    /** The object under a key, empty if the key is missing. */
    public ConfigJson object(String key) {
        JsonNode node = node(key).orElseGet(JsonNodeFactory.instance::objectNode);
        if (!node.isObject()) {
            throw wrong(key, node, "an object");
        }
        return new ConfigJson(name + " " + key, node);
    }

    /** Whether the key has a value other than null. */
    public boolean has(String key) {
        return node(key).isPresent();
    }

    /** Whether the key is there and its value is null. */
    public boolean nulled(String key) {
        return root.has(key) && !has(key);
    }

    /** A whole number above zero, or the default. */
    public int positive(String key, int missing) {
        return optionalPositive(key).orElse(missing);
    }

    /** A whole number above zero, if the key has one. */
    public OptionalInt optionalPositive(String key) {
        Optional<JsonNode> node = node(key);
        return node.isPresent() ? OptionalInt.of(positive(key, node.get())) : OptionalInt.empty();
    }

    /** A whole number, zero included, or the default. */
    public int natural(String key, int missing) {
        return node(key)
                .map(node -> {
                    if (!node.isInt() || node.asInt() < 0) {
                        throw wrong(key, node, "a whole number of at least 0");
                    }
                    return node.asInt();
                })
                .orElse(missing);
    }

    /** A finite number, or the default. */
    public double number(String key, double missing) {
        return node(key)
                .map(node -> {
                    if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
                        throw wrong(key, node, "a number");
                    }
                    return node.asDouble();
                })
                .orElse(missing);
    }

    /** A list of exactly that many finite numbers; one number stands for all of them. */
    public List<Double> numberEach(String key, int count, double missing) {
        JsonNode node = node(key).orElse(JsonNodeFactory.instance.numberNode(missing));
        List<Double> each = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JsonNode item = node.isArray() ? node.path(i) : node;
            if (!item.isNumber() || !Double.isFinite(item.asDouble()) || node.isArray() && node.size() != count) {
                throw wrong(key, node, "a number or a list of " + count);
            }
            each.add(item.asDouble());
        }
        return List.copyOf(each);
    }

    /** True or false, or the default. */
    public boolean flag(String key, boolean missing) {
        return node(key)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw wrong(key, node, "true or false");
                    }
                    return node.asBoolean();
                })
                .orElse(missing);
    }

    /** A text, or the default. */
    public String text(String key, String missing) {
        return optionalText(key).orElse(missing);
    }

    /** A text, if the key has one. */
    public Optional<String> optionalText(String key) {
        return node(key).map(node -> {
            if (!node.isTextual()) {
                throw wrong(key, node, "a text");
            }
            return node.asText();
        });
    }

    /** A list of texts, or the default. */
    public List<String> texts(String key, List<String> missing) {
        return node(key)
                .map(node -> {
                    List<String> texts = new ArrayList<>();
                    for (JsonNode item : list(key, node)) {
                        if (!item.isTextual()) {
                            throw wrong(key, node, "a list of texts");
                        }
                        texts.add(item.asText());
                    }
                    return List.copyOf(texts);
                })
                .orElse(missing);
    }

    /** A list of whole numbers above zero, or the default. */
    public List<Integer> positives(String key, List<Integer> missing) {
        return node(key).map(node -> positives(key, node)).orElse(missing);
    }

    /** A list of exactly that many whole numbers above zero; one number stands for all of them. */
    public List<Integer> positiveEach(String key, int count, int missing) {
        JsonNode node = node(key).orElse(JsonNodeFactory.instance.numberNode(missing));
        if (!node.isArray()) {
            return Collections.nCopies(count, positive(key, node));
        }
        List<Integer> each = positives(key, node);
        if (each.size() != count) {
            throw wrong(key, node, "one whole number or a list of " + count);
        }
        return each;
    }

    /** A list of exactly that many truth values; one stands for all of them. */
    public List<Boolean> flagEach(String key, int count, boolean missing) {
        JsonNode node = node(key).orElse(BooleanNode.valueOf(missing));
        List<Boolean> each = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JsonNode item = node.isArray() ? node.path(i) : node;
            if (!item.isBoolean() || node.isArray() && node.size() != count) {
                throw wrong(key, node, "true, false or a list of " + count + " of them");
            }
            each.add(item.asBoolean());
        }
        return List.copyOf(each);
    }

    /** Refuses every value of the key but the given ones, of which the first is that of a missing key; null is a value here. */
    public void only(String key, Object... supported) {
        asked.add(key);
        if (!root.has(key)) {
            return;
        }
        JsonNode node = root.get(key);
        for (Object value : supported) {
            if (same(node, JSON.valueToTree(value))) {
                return;
            }
        }
        throw new ModelLoadException(name + ": " + key + " is " + node + ", which is not supported; supported: "
                + JSON.valueToTree(supported));
    }

    /** As {@link #only}, for keys that must be null or missing. */
    public void absent(String... keys) {
        for (String key : keys) {
            if (has(key)) {
                throw new ModelLoadException(name + ": " + key + " is " + root.get(key) + ", which is not supported");
            }
        }
    }

    /** Accepts keys that have no effect on what is computed. */
    public void ignore(String... keys) {
        asked.addAll(List.of(keys));
    }

    /** A refusal that names the file. */
    public ModelLoadException refusal(String what) {
        return new ModelLoadException(name + ": " + what);
    }

    /**
     * Ends the reading.
     *
     * @throws ModelLoadException naming the keys that were never asked for
     */
    public void finish() {
        Set<String> unknown = new TreeSet<>();
        root.fieldNames().forEachRemaining(key -> {
            if (!key.startsWith("_") && !asked.contains(key)) {
                unknown.add(key);
            }
        });
        if (!unknown.isEmpty()) {
            throw new ModelLoadException(name + " has keys that are not understood: " + String.join(", ", unknown));
        }
    }

    private Optional<JsonNode> node(String key) {
        asked.add(key);
        return Optional.ofNullable(root.get(key)).filter(node -> !node.isNull());
    }

    private JsonNode list(String key, JsonNode node) {
        if (!node.isArray()) {
            throw wrong(key, node, "a list");
        }
        return node;
    }

    private List<Integer> positives(String key, JsonNode node) {
        List<Integer> numbers = new ArrayList<>();
        list(key, node).forEach(item -> numbers.add(positive(key, item)));
        return List.copyOf(numbers);
    }

    private int positive(String key, JsonNode node) {
        if (!node.isInt() || node.asInt() <= 0) {
            throw wrong(key, node, "a whole number above 0");
        }
        return node.asInt();
    }

    private ModelLoadException wrong(String key, JsonNode node, String expected) {
        return new ModelLoadException(name + ": " + key + " is " + node + ", expected " + expected);
    }

    private static boolean same(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber() ? a.asDouble() == b.asDouble() : Objects.equals(a, b);
    }
}
