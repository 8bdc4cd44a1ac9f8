package io.vasari.cli.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.cli.UserError;
import io.vasari.cli.tables.NpyArray;
import io.vasari.cli.tables.NpzFile;
import io.vasari.cli.tables.NumberTable;
import io.vasari.cli.tables.Problems;
import io.vasari.scores.linear.PivotedCholesky;
import io.vasari.scores.state.Moments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/**
 * Mean and covariance of features on disk: JSON, {@code {"n":...,"mean":[...],"covariance":[[...],...]}}, or a NumPy archive
 * (.npz) of {@code mu} and {@code sigma}, as programs for the Frechet inception distance keep them.
 */
public final class MomentsFile {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> MEANS = List.of("mean", "mu");
    private static final List<String> COVARIANCES = List.of("covariance", "sigma", "cov");
    private static final List<String> COUNTS = List.of("n");
    private static final String EXPECTED =
            "; it takes {\"n\":...,\"mean\":[...],\"covariance\":[[...],...]}, or an .npz of mu and sigma";

    /** Of the largest entry: what six digits, or single precision, leave. */
    private static final double ROUNDING = 1e-5;

    private MomentsFile() {}

    /** Whether a file has moments, by its first bytes; else it is a table. */
    static boolean isMoments(Path file) {
        byte[] start = NumberTable.start(file, 1);
        return NumberTable.isZip(file) || start.length > 0 && start[0] == '{';
    }

    /**
     * Reads parts and merges them; several each say their n.
     *
     * @param files at least one
     * @throws UserError naming file and field of what is wrong
     */
    static SampleMoments read(List<Path> files) {
        if (files.size() == 1) {
            return read(files.get(0));
        }
        Optional<Moments> all = Optional.empty();
        for (Path file : files) {
            SampleMoments part = read(file);
            if (part.n().isEmpty()) {
                throw Problems.of(file, "has no n, how many samples there are; merging parts takes it" + EXPECTED);
            }
            if (all.isPresent() && all.get().dimension() != part.dimension()) {
                throw Problems.of(
                        file,
                        "has dimension " + part.dimension() + ", the parts before it have "
                                + all.get().dimension() + "; all must come from one embedder");
            }
            Moments moments = part.toMoments();
            all = Optional.of(all.map(before -> before.plus(moments)).orElse(moments));
        }
        return SampleMoments.of(all.orElseThrow());
    }

    static SampleMoments read(Path file) {
        return NumberTable.isZip(file) ? npz(file) : json(file);
    }

    private static SampleMoments npz(Path file) {
        try (NpzFile arrays = NpzFile.open(file)) {
            return checked(
                    file,
                    first(arrays, COUNTS).map(NpyArray::values),
                    first(arrays, MEANS).map(NpyArray::values).orElseThrow(() -> lacks(file, MEANS, arrays.names())),
                    first(arrays, COVARIANCES)
                            .map(NpyArray::values)
                            .orElseThrow(() -> lacks(file, COVARIANCES, arrays.names())));
        }
    }

    private static Optional<NpyArray> first(NpzFile arrays, List<String> names) {
        return names.stream().map(arrays::find).flatMap(Optional::stream).findFirst();
    }

    private static UserError lacks(Path file, List<String> names, List<String> there) {
        return Problems.of(
                file,
                "has no " + String.join(" or ", names) + " but "
                        + (there.isEmpty() ? "nothing" : String.join(", ", there)) + EXPECTED);
    }

    private static SampleMoments json(Path file) {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw Problems.of(file, "is not readable JSON: " + e.getOriginalMessage() + EXPECTED);
        } catch (IOException e) {
            throw Problems.of(file, "cannot be read: " + e);
        }
        List<String> there = new ArrayList<>();
        root.fieldNames().forEachRemaining(there::add);
        return checked(
                file,
                field(root, COUNTS).map(node -> numbers(file, "n", node)),
                numbers(file, "mean", field(root, MEANS).orElseThrow(() -> lacks(file, MEANS, there))),
                numbers(
                        file,
                        "covariance",
                        field(root, COVARIANCES).orElseThrow(() -> lacks(file, COVARIANCES, there))));
    }

    private static Optional<JsonNode> field(JsonNode root, List<String> names) {
        return names.stream().filter(root::has).findFirst().map(root::get);
    }

    private static double[] numbers(Path file, String field, JsonNode node) {
        if (node.isNumber()) {
            return new double[] {node.asDouble()};
        }
        if (!node.isArray()) {
            throw Problems.of(file, "has " + node + " in " + field + ", which is no number");
        }
        return StreamSupport.stream(node.spliterator(), false)
                .flatMapToDouble(one -> Arrays.stream(numbers(file, field, one)))
                .toArray();
    }

    private static SampleMoments checked(Path file, Optional<double[]> n, double[] mean, double[] covariance) {
        int d = mean.length;
        if (d == 0 || covariance.length != (long) d * d) {
            throw Problems.of(
                    file,
                    "has a mean of " + d + " numbers and a covariance of " + covariance.length + "; it takes "
                            + Math.max(1, d) + " and " + Math.max(1, (long) d * d));
        }
        if (!Arrays.stream(mean).allMatch(Double::isFinite)) {
            throw Problems.of(file, "has a mean that is not finite");
        }
        OptionalLong count = OptionalLong.empty();
        if (n.isPresent()) {
            double samples = n.get().length == 1 ? n.get()[0] : Double.NaN;
            if (!(samples >= 2 && samples == Math.rint(samples))) {
                throw Problems.of(file, "has n " + samples + "; it is a whole number of at least 2 samples");
            }
            count = OptionalLong.of((long) samples);
        }
        requireCovariance(file, covariance, d);
        return new SampleMoments(count, mean, covariance);
    }

    /** Makes it symmetric to the last bit. */
    private static void requireCovariance(Path file, double[] covariance, int d) {
        double largest = 0;
        for (int i = 0; i < d; i++) {
            largest = Math.max(largest, covariance[i * d + i]);
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double below = covariance[i * d + j];
                double above = covariance[j * d + i];
                if (!(Math.abs(below - above) <= ROUNDING * largest)) {
                    throw Problems.of(
                            file,
                            String.format(
                                    Locale.ROOT,
                                    "has the covariance %s in row %d, column %d and %s the other way round; a covariance"
                                            + " is symmetric",
                                    below,
                                    i + 1,
                                    j + 1,
                                    above));
                }
                covariance[i * d + j] = (below + above) / 2;
                covariance[j * d + i] = covariance[i * d + j];
            }
        }
        if (!PivotedCholesky.of(covariance, d).explains(covariance, ROUNDING)) {
            throw Problems.of(
                    file,
                    "has a covariance that no samples have: it is not positive semidefinite; save"
                            + " numpy.cov(features, rowvar=False)");
        }
    }
}
