package io.vasari.cli.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.cli.UserError;
import io.vasari.cli.tables.Problems;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A reference histogram on disk, {@code {"name":"mnist-test","class_counts":{"0":981,...}}}: what lies beside a classifier's
 * weights as {@code reference.json}. Fields beside these are skipped; the counts may also be a list. Counts that are all equal
 * are taken for shares that are known.
 */
public final class HistogramFile {
    private static final JsonMapper JSON = new JsonMapper();

    private HistogramFile() {}

    /** @throws UserError naming file and field of what is wrong */
    public static Reference read(Path file) {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw Problems.of(file, "is not readable JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw Problems.of(file, "cannot be read: " + (Files.exists(file) ? e.toString() : "there is no such file"));
        }
        JsonNode counts = root.path("class_counts");
        if (!counts.isObject() && !counts.isArray()) {
            throw Problems.of(
                    file, "has no class_counts; expected {\"name\":\"...\",\"class_counts\":{\"0\":981,...}}");
        }
        List<String> names = new ArrayList<>();
        counts.fieldNames().forEachRemaining(names::add);
        if (counts.isArray()) {
            IntStream.range(0, counts.size()).forEach(i -> names.add(Integer.toString(i)));
        }
        long[] values = new long[names.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = counts.isArray() ? counts.get(i) : counts.get(names.get(i));
            if (!value.canConvertToExactIntegral() || !value.canConvertToLong() || value.asLong() < 0) {
                throw Problems.of(
                        file,
                        "counts class " + names.get(i) + " as " + value + "; counts are whole numbers of at least 0");
            }
            values[i] = value.asLong();
        }
        if (values.length < 2 || ClassCounts.of(values).n() == 0) {
            throw Problems.of(file, "counts nothing: class_counts takes at least 2 classes and 1 sample");
        }
        String name = root.path("name").asText(file.getFileName().toString());
        if (LongStream.of(values).distinct().count() == 1) {
            // No random sample has equal counts of all classes: they are shares.
            return new Reference(name, names, Reference.uniform(names).counts());
        }
        return new Reference(name, names, ClassCounts.of(values));
    }
}
