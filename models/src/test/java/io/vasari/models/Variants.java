package io.vasari.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;

/** Configurations with what the original code computes under each, from {@code src/test/resources/variants}. */
public final class Variants {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Variants() {}

    /** All of a file, by their names. */
    public static Stream<Named<JsonNode>> of(String file) {
        try {
            JsonNode all = JSON.readTree(
                    Path.of("src/test/resources/variants").resolve(file).toFile());
            return StreamSupport.stream(all.spliterator(), false)
                    .map(variant -> Named.of(variant.path("name").asText(), variant));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The configuration as a file in a folder. */
    public static Path configFile(JsonNode variant, Path folder) {
        try {
            return Files.writeString(
                    folder.resolve("config.json"), variant.path("config").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The input of a name. */
    public static NDArray input(NDManager scratch, String name, long... sizes) {
        Shape shape = new Shape(sizes);
        return scratch.create(HashedNumbers.of(name, shape.size()), shape);
    }

    /** Compares number by number. */
    public static void assertClose(NDArray actual, JsonNode expected, double tolerance) {
        float[] values = actual.toFloatArray();
        assertThat(values).hasSize(expected.size());
        double worst = 0;
        for (int i = 0; i < values.length; i++) {
            worst = Math.max(worst, Math.abs(values[i] - expected.get(i).doubleValue()));
        }
        assertThat(worst).isLessThanOrEqualTo(tolerance);
    }
}
