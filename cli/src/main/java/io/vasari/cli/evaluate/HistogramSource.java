package io.vasari.cli.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.tables.HistogramTable;
import io.vasari.cli.tables.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads histograms of classes: a list with commas, or a file. JSON is {@code {"name":"mnist-test","class_counts":{"0":981,...}}},
 * such as lies beside a classifier's weights as {@code reference.json}, with {@code class_shares} for shares that are known, or
 * the counts alone; lists will do for maps. CSV has a line a class, its name and its count, or the counts alone.
 */
public final class HistogramSource {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*");

    private HistogramSource() {}

    /**
     * @param option whose value it is, for complaints
     * @param value counts or shares with commas between them, or a file
     * @throws UserError naming place or field of what is wrong
     */
    public static Histogram read(String option, String value) {
        String[] parts = value.split(",", -1);
        var wrong = IntStream.range(0, parts.length)
                .filter(i -> !NUMBER.matcher(parts[i]).matches())
                .findFirst();
        if (wrong.isEmpty()) {
            return list(option, value, parts);
        }
        boolean isList = parts.length > 1 || value.isBlank();
        if (isList && !isFile(value)) {
            throw wrongPart(option, parts[wrong.getAsInt()], wrong.getAsInt());
        }
        return file(Path.of(value));
    }

    /** A long list is no name of a file. */
    private static boolean isFile(String value) {
        try {
            return !value.isBlank() && Files.exists(Path.of(value));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Histogram list(String option, String value, String[] parts) {
        boolean isShares = value.contains(".") || value.toLowerCase(Locale.ROOT).contains("e");
        double[] numbers = new double[parts.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(parts[i].strip());
            if (!isShares && !parts[i].strip().matches("\\+?\\d{1,15}")) {
                throw wrongPart(option, parts[i], i);
            }
        }
        return new Histogram(option, "given", Histogram.places(parts.length), false, isShares, numbers);
    }

    private static UserError wrongPart(String option, String part, int place) {
        return new UserError(
                option + " has '" + part.strip() + "' in place " + (place + 1)
                        + "; it takes whole numbers, 0 to 1e15, with commas between them, or a file of them",
                ExitCode.USAGE);
    }

    private static Histogram file(Path file) {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw Problems.of(
                    file,
                    "cannot be read: "
                            + (Files.isDirectory(file)
                                    ? "it is a folder; name the reference.json in it"
                                    : Files.exists(file) ? e.toString() : "there is no such file"));
        }
        String start = new String(content, 0, Math.min(64, content.length), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip();
        return start.startsWith("{") || start.startsWith("[") ? json(file, content) : table(file);
    }

    private static Histogram table(Path file) {
        var table = HistogramTable.read(file);
        boolean isShares = Arrays.stream(table.numbers()).anyMatch(x -> x != Math.rint(x));
        List<String> names = table.names().isEmpty() ? Histogram.places(table.numbers().length) : table.names();
        return new Histogram(file.toString(), title(file), names, !table.names().isEmpty(), isShares, table.numbers());
    }

    private static String title(Path file) {
        return file.getFileName().toString();
    }

    private static Histogram json(Path file, byte[] content) {
        JsonNode root;
        try {
            root = JSON.readTree(content);
        } catch (JsonProcessingException e) {
            throw Problems.of(file, "is not readable JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw Problems.of(file, "cannot be read: " + e);
        }
        boolean hasCounts = root.has("class_counts");
        boolean hasShares = !hasCounts && root.has("class_shares");
        boolean isBare = !hasCounts && !hasShares;
        JsonNode numbers = isBare ? root : root.get(hasCounts ? "class_counts" : "class_shares");
        if (!numbers.isContainerNode() || isBare && !isPlain(root)) {
            throw Problems.of(
                    file, "has no class_counts; expected {\"name\":\"...\",\"class_counts\":{\"0\":981,...}}");
        }
        List<String> names = new ArrayList<>();
        numbers.fieldNames().forEachRemaining(names::add);
        List<String> classes = numbers.isArray() ? Histogram.places(numbers.size()) : names;
        double[] values = new double[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode number = numbers.isArray() ? numbers.get(i) : numbers.get(classes.get(i));
            if (!number.isNumber()) {
                throw Problems.of(
                        file, "counts class " + classes.get(i) + " as " + number + "; counts are whole numbers");
            }
            values[i] = number.asDouble();
        }
        boolean isShares = hasShares || isBare && Arrays.stream(values).anyMatch(x -> x != Math.rint(x));
        return new Histogram(
                file.toString(), root.path("name").asText(title(file)), classes, !numbers.isArray(), isShares, values);
    }

    /** A list or a map of numbers and nothing else. */
    private static boolean isPlain(JsonNode root) {
        if (!root.isContainerNode() || root.isEmpty()) {
            return false;
        }
        for (JsonNode value : root) {
            if (!value.isNumber()) {
                return false;
            }
        }
        return true;
    }
}
