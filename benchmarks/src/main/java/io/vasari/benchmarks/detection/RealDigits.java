package io.vasari.benchmarks.detection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vasari.cli.UserError;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The held-out digits as a classifier sees them. To draw one of the images, with replacement, and to classify it, is to draw
 * from the rows of the confusion matrix: no image has to be looked at again.
 *
 * @param reference what the classifier counts among them
 * @param confusion images by true class, then by the class that the classifier sees
 */
record RealDigits(Reference reference, List<long[]> confusion) {

    /** @param file {@code reference.json} of a classifier */
    static RealDigits read(Path file) {
        try {
            var json = new ObjectMapper().readTree(Files.readAllBytes(file));
            var names = new ArrayList<String>();
            json.path("class_counts").fieldNames().forEachRemaining(names::add);
            var confusion = new ArrayList<long[]>();
            json.path("confusion").forEach(row -> confusion.add(longs(row)));
            if (names.isEmpty() || confusion.size() != names.size()) {
                throw new UserError(file + " has " + names.size() + " class counts and a confusion matrix of "
                        + confusion.size() + " rows: it must have as many");
            }
            var counts = ClassCounts.of(longs(json.path("class_counts")));
            return new RealDigits(new Reference(json.path("name").asText(), names, counts), confusion);
        } catch (IOException e) {
            throw new UserError("the held-out digits cannot be read: " + e.getMessage());
        }
    }

    private static long[] longs(JsonNode numbers) {
        var values = new ArrayList<Long>();
        numbers.forEach(number -> values.add(number.asLong()));
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    int classes() {
        return confusion.size();
    }

    /** What the classifier sees of digits with a fault: shares by class, summing to 1. */
    double[] shares(Fault fault) {
        var seen = new double[classes()];
        for (int truth = 0; truth < classes(); truth++) {
            for (int c = 0; c < classes(); c++) {
                seen[c] += fault.weights()[truth] * confusion.get(truth)[c];
            }
        }
        double sum = Arrays.stream(seen).sum();
        return Arrays.stream(seen).map(share -> share / sum).toArray();
    }

    /** Kullback-Leibler divergence of what is seen of a fault from the reference, in nats. */
    double divergenceNats(Fault fault) {
        var p = shares(fault);
        return IntStream.range(0, classes())
                .filter(i -> p[i] > 0)
                .mapToDouble(i -> p[i] * Math.log(p[i] / reference.share(i)))
                .sum();
    }
}
