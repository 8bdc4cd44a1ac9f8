package io.vasari.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.cli.Cli;
import io.vasari.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code vasari evaluate} says, and the known answers to compare it with. */
final class Evaluated {
    private static final JsonMapper JSON = new JsonMapper();

    private Evaluated() {}

    /** Runs the command with {@code --json}. */
    static JsonNode json(Object... arguments) {
        var args = new ArrayList<>(List.of("evaluate", "--json"));
        Stream.of(arguments).map(String::valueOf).forEach(args::add);
        var outcome = Cli.run(args.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
        try {
            return JSON.readTree(outcome.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode vectors(String file) {
        try (var stream = Evaluated.class.getResourceAsStream("/vectors/" + file)) {
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Numbers with commas between them. */
    static String list(JsonNode array) {
        return stream(array).map(JsonNode::asText).collect(Collectors.joining(","));
    }

    static Path csv(Path file, JsonNode rows) {
        return write(file, stream(rows).map(Evaluated::list).collect(Collectors.joining("\n")));
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A NumPy array of float64, rows one after the other. */
    static Path npy(Path file, JsonNode rows) {
        int width = rows.get(0).size();
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + rows.size() + ", " + width + "), }";
        header = header + " ".repeat((64 - (10 + header.length() + 1) % 64) % 64) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + rows.size() * width * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        rows.forEach(row -> row.forEach(value -> bytes.putDouble(value.asDouble())));
        try {
            return Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the command and expects one line that says what is wrong with it. */
    static void assertRefused(String problem, String... arguments) {
        var outcome = Cli.run(
                Stream.concat(Stream.of("evaluate"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains(problem);
        assertThat(outcome.err().strip()).doesNotContain("\n");
    }

    /** A table of one row. */
    static JsonNode array(JsonNode row) {
        return JSON.createArrayNode().add(row);
    }

    /** The first rows of a table. */
    static JsonNode first(JsonNode rows, int count) {
        var some = JSON.createArrayNode();
        stream(rows).limit(count).forEach(some::add);
        return some;
    }

    /** Equal within the tolerance, relative to the expected value where that is above 1. */
    static void assertClose(JsonNode document, String pointer, JsonNode expected, double tolerance) {
        JsonNode found = document.at(pointer);
        assertThat(found.isMissingNode()).as("no %s in %s", pointer, document).isFalse();
        if (expected.isNull() || expected.isTextual()) {
            assertThat(found).as(pointer).isEqualTo(expected);
            return;
        }
        assertThat(found.isNumber()).as("%s is %s", pointer, found).isTrue();
        double value = expected.asDouble();
        assertThat(Math.abs(found.asDouble() - value))
                .as("%s: %s, expected %s", pointer, found, expected)
                .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(value)));
    }
}
