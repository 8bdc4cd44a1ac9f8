package io.vasari.scores;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vasari.scores.linear.Rows;
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

    public static double[][] table(JsonNode rows) {
        return stream(rows).map(Vectors::numbers).toArray(double[][]::new);
    }

    public static Rows rows(JsonNode rows) {
        return Rows.of(table(rows));
    }

    /** The case of that name. */
    public static JsonNode named(JsonNode cases, String name) {
        return stream(cases)
                .filter(one -> one.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public static void assertAllClose(String name, double[] actual, JsonNode expected, double tolerance) {
        assertThat(actual).as(name).hasSize(expected.size());
        for (int i = 0; i < actual.length; i++) {
            assertClose(name + "[" + i + "]", actual[i], expected.get(i), tolerance);
        }
    }

    /** Equal within the tolerance, relative to the expected value where that is above 1. */
    public static void assertClose(String name, double actual, JsonNode expected, double tolerance) {
        if (expected.isTextual()) {
            assertThat((Double) actual).as(name).isEqualTo(Double.valueOf(expected.asText()));
            return;
        }
        double value = expected.asDouble();
        assertThat(Math.abs(actual - value))
                .as("%s: %s, expected %s", name, actual, value)
                .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(value)));
    }

    private Vectors() {}
}
