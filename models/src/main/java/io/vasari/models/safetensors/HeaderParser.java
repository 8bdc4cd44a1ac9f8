package io.vasari.models.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vasari.models.ConfigFile;
import io.vasari.models.ModelLoadException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a header's JSON token by token: a tree of a hostile header could need far more memory than its bytes. */
final class HeaderParser {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String METADATA = "__metadata__";

    /** More dimensions than any tensor has; a longer list is a mistake or an attack. */
    private static final int MAX_RANK = 64;

    private final String source;
    private final byte[] json;

    record Parsed(Map<String, TensorEntry> entries, Map<String, String> metadata) {}

    HeaderParser(String source, byte[] json) {
        this.source = source;
        this.json = json;
    }

    Parsed parse() {
        var utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (JsonParser in = JSON.createParser(new InputStreamReader(new ByteArrayInputStream(json), utf8))) {
            return parse(in);
        } catch (IOException e) {
            throw new ModelLoadException(
                    source + " is not a readable safetensors file: its header is not JSON: " + ConfigFile.reason(e), e);
        }
    }

    private Parsed parse(JsonParser in) throws IOException {
        Map<String, TensorEntry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        require(in.nextToken() == JsonToken.START_OBJECT, "its header is not a JSON object");
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            require(in.nextToken() == JsonToken.START_OBJECT, name + " is not an object in the header");
            if (name.equals(METADATA)) {
                texts(in, metadata);
            } else {
                entries.put(name, entry(in, name));
            }
        }
        require(in.nextToken() == null, "its header has more after the JSON object");
        return new Parsed(entries, metadata);
    }

    private void texts(JsonParser in, Map<String, String> metadata) throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            require(in.nextToken() == JsonToken.VALUE_STRING, METADATA + "." + key + " is not a text");
            metadata.put(key, in.getText());
        }
    }

    private TensorEntry entry(JsonParser in, String name) throws IOException {
        Optional<String> type = Optional.empty();
        Optional<List<Long>> shape = Optional.empty();
        Optional<List<Long>> offsets = Optional.empty();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            JsonToken value = in.nextToken();
            switch (key) {
                case "dtype" -> {
                    require(value == JsonToken.VALUE_STRING, name + " has a dtype that is not a text");
                    type = Optional.of(in.getText());
                }
                case "shape" -> shape = Optional.of(numbers(in, name, key, MAX_RANK));
                case "data_offsets" -> offsets = Optional.of(numbers(in, name, key, 2));
                default -> throw SafetensorsHeader.broken(source, name + " has an unknown field " + key);
            }
        }
        require(type.isPresent() && shape.isPresent(), name + " lacks its dtype or shape");
        require(offsets.isPresent() && offsets.get().size() == 2, name + " lacks its two data_offsets");
        String dtype = type.get();
        TensorType known = TensorType.named(dtype)
                .orElseThrow(() -> SafetensorsHeader.broken(
                        source, name + " has the dtype " + dtype + "; read are " + List.of(TensorType.values())));
        try {
            return new TensorEntry(
                    name,
                    known,
                    shape.get(),
                    offsets.get().get(0),
                    offsets.get().get(1));
        } catch (IllegalArgumentException e) {
            throw SafetensorsHeader.broken(source, name + ": " + e.getMessage());
        }
    }

    private List<Long> numbers(JsonParser in, String name, String key, int most) throws IOException {
        require(in.currentToken() == JsonToken.START_ARRAY, name + " has a " + key + " that is not a list");
        List<Long> result = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            require(
                    in.currentToken() == JsonToken.VALUE_NUMBER_INT,
                    name + " has a " + key + " with a value that is not a whole number");
            require(result.size() < most, name + " has a " + key + " of more than " + most + " numbers");
            result.add(in.getLongValue());
        }
        return result;
    }

    private void require(boolean fact, String problem) {
        if (!fact) {
            throw SafetensorsHeader.broken(source, problem);
        }
    }
}
