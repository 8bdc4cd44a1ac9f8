package io.vasari.models.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vasari.models.ConfigFile;
import io.vasari.models.ModelLoadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What {@code tokenizer_config.json}, {@code special_tokens_map.json} and {@code added_tokens.json} say; each may be absent.
 *
 * <p>Files that list {@code added_tokens_decoder} are of the newer kind, in which the config decides; otherwise the map does.
 *
 * @param start put before every text
 * @param end put behind every text
 * @param unknown stands for what the vocabulary lacks
 * @param padding fills up to the fixed length
 * @param added tokens that are found in texts as they are written, with ids beyond or within the vocabulary
 * @param maxTokens {@code model_max_length}, if it states a limit
 */
record SpecialTokens(
        String start, String end, String unknown, String padding, Map<String, Integer> added, OptionalInt maxTokens) {

    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";

    /** Configs without a limit say 10^30; no text encoder comes near this one. */
    private static final double MOST_TOKENS = 65_536;

    static SpecialTokens read(Path folder) {
        Path configFile = folder.resolve("tokenizer_config.json");
        Path mapFile = folder.resolve("special_tokens_map.json");
        JsonNode config = optional(configFile);
        JsonNode map = optional(mapFile);
        boolean newer = config.has("added_tokens_decoder");
        Path firstFile = newer ? configFile : mapFile;
        Path secondFile = newer ? mapFile : configFile;
        JsonNode first = newer ? config : map;
        JsonNode second = newer ? map : config;
        var chosen = new LinkedHashMap<String, String>();
        for (String key : new String[] {"bos_token", "eos_token", "unk_token", "pad_token"}) {
            String otherwise = key.equals("bos_token") ? START : END;
            boolean inFirst = first.hasNonNull(key);
            JsonNode token = inFirst ? first.get(key) : second.path(key);
            chosen.put(key, content(inFirst ? firstFile : secondFile, key, token, otherwise));
        }
        return new SpecialTokens(
                chosen.get("bos_token"),
                chosen.get("eos_token"),
                chosen.get("unk_token"),
                chosen.get("pad_token"),
                added(folder, configFile, config),
                maxTokens(configFile, config.path("model_max_length")));
    }

    /** The fixed length of encoded texts: the stated one, but not beyond the encoder's positions. */
    int maxTokens(Path folder, OptionalInt positions) {
        int limit = Math.min(maxTokens.orElse(Integer.MAX_VALUE), positions.orElse(Integer.MAX_VALUE));
        if (limit == Integer.MAX_VALUE) {
            throw new ModelLoadException(folder.resolve("tokenizer_config.json")
                    + " states no model_max_length, and the number of positions of the text encoder was not given");
        }
        return limit;
    }

    private static JsonNode optional(Path file) {
        return Files.isRegularFile(file) ? ConfigFile.read(file) : JsonNodeFactory.instance.objectNode();
    }

    private static String content(Path file, String key, JsonNode token, String otherwise) {
        if (token.isMissingNode() || token.isNull()) {
            return otherwise;
        }
        JsonNode text = token.isObject() ? token.path("content") : token;
        if (!text.isTextual() || text.asText().isEmpty()) {
            throw new ModelLoadException(file + " has " + token + " under " + key + ", expected a token's text");
        }
        return text.asText();
    }

    private static Map<String, Integer> added(Path folder, Path configFile, JsonNode config) {
        var added = new LinkedHashMap<String, Integer>();
        Path addedFile = folder.resolve("added_tokens.json");
        optional(addedFile)
                .fields()
                .forEachRemaining(field -> added.put(field.getKey(), id(addedFile, field.getKey(), field.getValue())));
        config.path("added_tokens_decoder").fields().forEachRemaining(field -> {
            if (field.getValue().path("single_word").asBoolean()) {
                throw new ModelLoadException(configFile + " adds the token " + field.getKey()
                        + " as single_word, which is not supported; expected false");
            }
            if (!field.getKey().matches("\\d{1,9}")) {
                throw new ModelLoadException(configFile + " adds a token under the id " + field.getKey()
                        + ", expected a number from 0 to 999999999");
            }
            String text = content(configFile, "added_tokens_decoder." + field.getKey(), field.getValue(), "");
            if (!text.isEmpty()) {
                added.put(text, Integer.parseInt(field.getKey()));
            }
        });
        return Map.copyOf(added);
    }

    /** A token's id as a JSON value. */
    static int id(Path file, String token, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 0) {
            throw new ModelLoadException(
                    file + " gives the token " + token + " the id " + value + ", expected a whole number from 0");
        }
        return value.asInt();
    }

    private static OptionalInt maxTokens(Path file, JsonNode value) {
        if (value.isMissingNode() || value.isNull() || value.isNumber() && value.asDouble() > MOST_TOKENS) {
            return OptionalInt.empty();
        }
        if (!value.isNumber() || value.asDouble() < 2) {
            throw new ModelLoadException(file + " has the model_max_length " + value + ", expected a number from 2");
        }
        return OptionalInt.of(value.asInt());
    }
}
