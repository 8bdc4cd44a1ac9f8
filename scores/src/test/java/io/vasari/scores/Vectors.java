package io.vasari.scores;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The known answers. */
public final class Vectors {
    public static JsonNode read(String file) {
        try (var stream = Vectors.class.getResourceAsStream("/vectors/" + file)) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    public static ClassCounts counts(JsonNode array) {
        return ClassCounts.of(stream(array).mapToLong(JsonNode::asLong).toArray());
    }

    public static double[] numbers(JsonNode array) {
        return stream(array).mapToDouble(JsonNode::asDouble).toArray();
    }

    /** Equal within the tolerance, relative to the expected value where that is above 1. */
    public static void assertClose(String name, double actual, JsonNode expected, double tolerance) {
        if (expected.isTextual()) {
            assertThat(actual).as(name).isEqualTo(Double.parseDouble(expected.asText()));
            return;
        }
        double value = expected.asDouble();
        assertThat(Math.abs(actual - value))
                .as("%s: %s, expected %s", name, actual, value)
                .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(value)));
    }

    private Vectors() {}
}
