package io.vasari.models.sampler;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.models.ConfigFile;
import io.vasari.models.ModelLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A {@code scheduler_config.json} of diffusers: which scheduler, and what was said about it.
 *
 * <p>What was not said takes the default of the class. Keys of other schedulers are kept but have no meaning, so that
 * {@link #as} can build any scheduler from any other's file, like diffusers' {@code from_config}.
 *
 * @param scheduler the class
 * @param given what the file says, without private keys and without those under {@code _use_default_values}
 * @param imposed what a pipeline decides for keys that the file leaves out; forgotten by {@link #as}
 */
public record SamplerConfig(SchedulerClass scheduler, Map<String, JsonNode> given, Map<String, JsonNode> imposed) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final JsonNode DEFAULTS = defaults();
    private static final Set<String> KNOWN = known();

    /** @throws ModelLoadException naming a key that no scheduler has */
    public SamplerConfig {
        given = Map.copyOf(given);
        imposed = Map.copyOf(imposed);
        for (String key : new TreeMap<>(given).keySet()) {
            if (!KNOWN.contains(key)) {
                throw new ModelLoadException("scheduler key " + key + " is unknown; remove it, or check its spelling");
            }
        }
    }

    /** As a file says it. */
    public SamplerConfig(SchedulerClass scheduler, Map<String, JsonNode> given) {
        this(scheduler, given, Map.of());
    }

    /**
     * Reads a file.
     *
     * @throws ModelLoadException naming the file, and the key or class that is not supported
     */
    public static SamplerConfig read(Path file) {
        JsonNode json = ConfigFile.read(file);
        try {
            return of(json);
        } catch (ModelLoadException e) {
            throw new ModelLoadException(file + ": " + e.getMessage(), e);
        }
    }

    /** The same from parsed JSON. */
    public static SamplerConfig of(JsonNode json) {
        if (!json.path("_class_name").isTextual()) {
            throw new ModelLoadException("_class_name is missing; it names the scheduler");
        }
        Set<String> defaulted = new HashSet<>();
        json.path("_use_default_values").forEach(key -> defaulted.add(key.asText()));
        Map<String, JsonNode> given = new TreeMap<>();
        json.properties().forEach(entry -> {
            if (!entry.getKey().startsWith("_") && !defaulted.contains(entry.getKey())) {
                given.put(entry.getKey(), entry.getValue());
            }
        });
        return new SamplerConfig(SchedulerClass.named(json.path("_class_name").asText()), given);
    }

    /** What is said here, for another class. */
    public SamplerConfig as(SchedulerClass other) {
        return new SamplerConfig(other, given);
    }

    /**
     * With another value for a key.
     *
     * @param key one that the file gives is replaced for good; one that it leaves out has the value in this class alone,
     *     and only if the class knows the key
     */
    public SamplerConfig imposing(String key, JsonNode value) {
        Map<String, JsonNode> changed = new TreeMap<>(given.containsKey(key) ? given : imposed);
        changed.put(key, value);
        if (given.containsKey(key)) {
            return new SamplerConfig(scheduler, changed, imposed);
        }
        return has(key) ? new SamplerConfig(scheduler, given, changed) : this;
    }

    /** A value, given or default; empty where it is null. */
    public Optional<JsonNode> value(String key) {
        JsonNode fallback = DEFAULTS.path(scheduler.className()).get(key);
        if (fallback == null) {
            throw new IllegalArgumentException(scheduler.className() + " has no key " + key);
        }
        return Optional.of(given.getOrDefault(key, imposed.getOrDefault(key, fallback)))
                .filter(node -> !node.isNull());
    }

    /** Whether the class has such a key. */
    public boolean has(String key) {
        return DEFAULTS.path(scheduler.className()).has(key);
    }

    /** A true-or-false key; false if the class has none, or where it is null. */
    public boolean flag(String key) {
        return has(key)
                && value(key)
                        .map(node -> {
                            if (!node.isBoolean()) {
                                throw refused(key, "true or false");
                            }
                            return node.booleanValue();
                        })
                        .orElse(false);
    }

    /** A whole number. */
    public int integer(String key) {
        return value(key)
                .filter(JsonNode::canConvertToExactIntegral)
                .filter(JsonNode::canConvertToInt)
                .orElseThrow(() -> refused(key, "a whole number"))
                .intValue();
    }

    /** A number. */
    public double number(String key) {
        return optionalNumber(key).orElseThrow(() -> refused(key, "a number"));
    }

    /** A number, or empty where it is null or the class has no such key. */
    public Optional<Double> optionalNumber(String key) {
        return has(key)
                ? value(key).map(node -> {
                    if (!node.isNumber()) {
                        throw refused(key, "a number");
                    }
                    return node.doubleValue();
                })
                : Optional.empty();
    }

    /**
     * A word out of those that are supported.
     *
     * @throws ModelLoadException naming key, value and what is supported
     */
    public String choice(String key, String... supported) {
        String word = value(key).map(JsonNode::asText).orElse("null");
        if (!Set.of(supported).contains(word)) {
            throw refused(key, "one of " + String.join(", ", supported));
        }
        return word;
    }

    /** The error for a value that is not supported. */
    public ModelLoadException refused(String key, String supported) {
        return new ModelLoadException(
                key + " is " + value(key).map(JsonNode::toString).orElse("null") + ", but " + scheduler.className()
                        + " here takes " + supported);
    }

    private static JsonNode defaults() {
        try (InputStream in = SamplerConfig.class.getResourceAsStream("schedulers.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>();
        DEFAULTS.forEach(entry -> {
            entry.fieldNames().forEachRemaining(known::add);
            if (entry.isArray()) {
                entry.forEach(key -> known.add(key.asText()));
            }
        });
        return Set.copyOf(known);
    }
}
