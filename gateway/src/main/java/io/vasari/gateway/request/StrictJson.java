package io.vasari.gateway.request;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The body of a request as one JSON object: not too large, no key twice, nothing behind it. */
public final class StrictJson {
    /** A submission is a few hundred bytes; this bounds what a request may hold in memory. */
    public static final int MAX_BODY_BYTES = 64 << 10;

    /** With images in it. */
    public static final int MAX_IMAGES_BYTES = 4 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** @throws ProblemException when the body is larger than {@link #MAX_BODY_BYTES} or not one JSON object */
    public static ObjectNode read(InputStream body) {
        return read(body, List.of());
    }

    /**
     * @param images fields whose text does not count towards {@link #MAX_BODY_BYTES}
     * @throws ProblemException when the rest of the body is larger than that, the whole larger than
     *     {@link #MAX_IMAGES_BYTES}, or the body not one JSON object
     */
    public static ObjectNode read(InputStream body, List<String> images) {
        int limit = images.isEmpty() ? MAX_BODY_BYTES : MAX_IMAGES_BYTES;
        byte[] bytes;
        try {
            bytes = body.readNBytes(limit + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.length <= MAX_BODY_BYTES) {
            return object(bytes);
        }
        var json = bytes.length <= limit ? readable(bytes) : Optional.<ObjectNode>empty();
        return json.filter(object -> bytes.length - lengthOf(object, images) <= MAX_BODY_BYTES)
                .orElseThrow(() -> tooLarge(images));
    }

    private static Optional<ObjectNode> readable(byte[] bytes) {
        try {
            return Optional.of(object(bytes));
        } catch (ProblemException e) {
            // Whatever is wrong with it, it is too large first.
            return Optional.empty();
        }
    }

    private static int lengthOf(ObjectNode json, List<String> images) {
        return images.stream()
                .mapToInt(name -> json.path(name).asText().length())
                .sum();
    }

    private static ProblemException tooLarge(List<String> images) {
        return new ProblemException(
                ProblemType.BODY_TOO_LARGE,
                "the body has more than " + MAX_BODY_BYTES + " bytes (64 KiB), the limit of a request"
                        + (images.isEmpty()
                                ? ""
                                : "; " + String.join(" and ", images) + " may bring it to " + MAX_IMAGES_BYTES
                                        + " bytes (4 MiB)"));
    }

    static ObjectNode object(byte[] bytes) {
        JsonNode json = parse(bytes);
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw broken(
                json.isMissingNode()
                        ? "the body is empty, send a JSON object"
                        : "expected a JSON object, got " + JsonKind.describe(json));
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw broken(firstLine(e.getOriginalMessage()) + at(e.getLocation()));
        } catch (IOException e) {
            throw broken("the body is not UTF-8 text");
        }
    }

    private static String at(JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static ProblemException broken(String detail) {
        return new ProblemException(ProblemType.BROKEN_JSON, detail);
    }

    private StrictJson() {}
}
