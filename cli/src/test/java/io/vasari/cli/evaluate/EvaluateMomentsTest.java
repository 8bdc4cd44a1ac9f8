package io.vasari.cli.evaluate;

import static io.vasari.cli.evaluate.Evaluated.assertClose;
import static io.vasari.cli.evaluate.Evaluated.assertRefused;
import static io.vasari.cli.evaluate.Evaluated.csv;
import static io.vasari.cli.evaluate.Evaluated.json;
import static io.vasari.cli.evaluate.Evaluated.npy;
import static io.vasari.cli.evaluate.Evaluated.stream;
import static io.vasari.cli.evaluate.Evaluated.vectors;
import static io.vasari.cli.evaluate.Evaluated.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateMomentsTest {
    private static final JsonNode FILE = vectors("05_fid.json");
    private static final double TOLERANCE = FILE.get("tolerance").asDouble();
    private static final String UNIT = "{\"mean\":[0,0],\"covariance\":[[1,0],[0,1]]}";

    @TempDir
    Path folder;

    static Stream<JsonNode> ofMatrices() {
        return stream(FILE.get("cases")).filter(one -> one.get("input").has("cov1"));
    }

    @ParameterizedTest
    @MethodSource("ofMatrices")
    void distancesOfMomentsAreReproduced(JsonNode vector) throws Exception {
        JsonNode input = vector.get("input");
        String first = moments(input.get("mu1"), input.get("cov1"));
        String second = moments(input.get("mu2"), input.get("cov2"));
        JsonNode document = json(
                "--moments", write(folder.resolve("a.json"), first),
                "--reference", write(folder.resolve("b.json"), second));
        assertClose(document, "/frechet_distance", vector.get("expected").get("fid"), TOLERANCE);
        if (input.get("cov1").isArray()) {
            Path samples = npz("a.npz", "mu", input.get("mu1"), "sigma", input.get("cov1"));
            Path reference = npz("b.npz", "mu", input.get("mu2"), "sigma", input.get("cov2"));
            assertThat(json("--moments", samples, "--reference", reference)).isEqualTo(document);
        }
    }

    private static String moments(JsonNode mean, JsonNode covariance) {
        String matrix = covariance.isTextual() ? "[[1,0,0],[0,1,0],[0,0,1]]" : covariance.toString();
        return "{\"mean\":" + mean + ",\"covariance\":" + matrix + "}";
    }

    private Path npz(String name, String first, JsonNode one, String second, JsonNode other) throws IOException {
        Path file = folder.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var array : Map.of(first, one, second, other).entrySet()) {
                JsonNode rows =
                        array.getValue().get(0).isArray() ? array.getValue() : Evaluated.array(array.getValue());
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(Files.readAllBytes(npy(folder.resolve("one.npy"), rows)));
            }
        }
        return file;
    }

    @Test
    void partsAreMerged() {
        JsonNode vector = named("mergeable_mean_cov");
        JsonNode y = named("features_12x4_vs_10x4").get("input").get("y");
        Path reference = csv(folder.resolve("y.csv"), y);
        JsonNode parts = vector.get("input").get("parts");
        Object[] arguments = new Object[2 * parts.size() + 3];
        for (int i = 0; i < parts.size(); i++) {
            arguments[2 * i] = "--moments";
            arguments[2 * i + 1] = write(folder.resolve("part" + i + ".json"), part(parts.get(i)));
        }
        arguments[2 * parts.size()] = "--reference";
        arguments[2 * parts.size() + 1] = reference;
        arguments[2 * parts.size() + 2] = "--covariances";
        JsonNode document = json(arguments);
        JsonNode expected = vector.get("expected");
        assertClose(document, "/frechet_distance", expected.get("fid_vs_y"), TOLERANCE);
        assertClose(document, "/window_samples", expected.at("/merged/n"), 0);
        for (int i = 0; i < 4; i++) {
            assertClose(document, "/moments/mean/" + i, expected.at("/merged/mean/" + i), 1e-12);
            for (int j = 0; j < 4; j++) {
                String place = "/" + i + "/" + j;
                assertClose(document, "/moments/covariance" + place, expected.at("/cov_unbiased" + place), 1e-12);
            }
        }
        assertRefused(
                "has no n, how many samples",
                "--moments",
                arguments[1].toString(),
                "--moments",
                write(folder.resolve("unit.json"), UNIT).toString(),
                "--reference",
                reference.toString());
    }

    /** As a covariance, which is what is kept on disk. */
    private static String part(JsonNode part) {
        double n = part.get("n").asDouble();
        var rows = new StringBuilder();
        for (JsonNode row : part.get("M2")) {
            rows.append(rows.isEmpty() ? "[" : ",[");
            for (int i = 0; i < row.size(); i++) {
                rows.append(i == 0 ? "" : ",").append(row.get(i).asDouble() / (n - 1));
            }
            rows.append(']');
        }
        return "{\"n\":" + part.get("n") + ",\"mean\":" + part.get("mean") + ",\"covariance\":[" + rows + "]}";
    }

    @Test
    void traceOfTheRootIsReproduced() {
        JsonNode input = named("randomstate2023_64x8").get("input");
        JsonNode few = Evaluated.first(input.get("y"), 6);
        JsonNode document = json(
                "--features", npy(folder.resolve("few.npy"), few),
                "--reference", npy(folder.resolve("x.npy"), input.get("x")));
        JsonNode expected = named("low_rank_trick").get("expected");
        assertClose(document, "/frechet_terms/trace_of_root", expected.get("trace_sqrt"), TOLERANCE);
        assertClose(document, "/frechet_distance", expected.get("fid"), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fid_infinity_exact_line", "fid_infinity_noisy"})
    void limitsAreReproduced(String name) {
        JsonNode vector = named(name);
        var text = new StringBuilder("n,frechet_distance\n");
        for (int i = 0; i < vector.at("/input/N").size(); i++) {
            text.append(vector.at("/input/N/" + i))
                    .append(',')
                    .append(vector.at("/input/fid/" + i))
                    .append('\n');
        }
        Path file = write(folder.resolve("by-n.csv"), text.toString());
        JsonNode document = json("--frechet-by-n", file);
        assertClose(document, "/frechet_distance_limit", vector.at("/expected/intercept"), TOLERANCE);
        assertClose(document, "/frechet_distance_slope", vector.at("/expected/slope"), TOLERANCE);
        assertThat(Cli.run("evaluate", "--frechet-by-n", file.toString()).out()).contains("infinitely many samples");
    }

    @Test
    void limitsOfFeaturesComeFromTheFirstRows() {
        JsonNode input = named("randomstate2023_64x8").get("input");
        Path x = npy(folder.resolve("x.npy"), input.get("x"));
        Path y = npy(folder.resolve("y.npy"), input.get("y"));
        JsonNode document = json("--features", x, "--reference", y, "--sizes", "16,64");
        Path few = npy(folder.resolve("few.npy"), Evaluated.first(input.get("x"), 16));
        double ofFew = json("--features", few, "--reference", y)
                .at("/frechet_distance")
                .asDouble();
        double ofAll = document.at("/frechet_distance").asDouble();
        assertThat(document.at("/frechet_distance_by_n/points/0/frechet_distance")
                        .asDouble())
                .isEqualTo(ofFew);
        assertThat(document.at("/frechet_distance_by_n/frechet_distance_limit").asDouble())
                .isCloseTo((64 * ofAll - 16 * ofFew) / 48, within(1e-9));
        assertRefused(
                "--sizes has 65, it must be 2 to the number of rows, 64",
                "--features",
                x.toString(),
                "--reference",
                y.toString(),
                "--sizes",
                "16,65");
        assertRefused("--sizes has 16 alone", "--features", x.toString(), "--reference", y.toString(), "--sizes", "16");
    }

    private static JsonNode named(String name) {
        return stream(FILE.get("cases"))
                .filter(one -> one.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"mean\":[0,0]} | has no covariance or sigma or cov but mean",
                "{\"mean\":[0,0],\"covariance\":[[1,0]]} | a mean of 2 numbers and a covariance of 2; it takes 2 and 4",
                "{\"mean\":[0,0],\"covariance\":[[1,2],[2,1]]} | not positive semidefinite",
                "{\"mean\":[0,0],\"covariance\":[[1,0.5],[0.4,1]]} | is symmetric",
                "{\"mean\":[0,\"x\"],\"covariance\":[[1,0],[0,1]]} | has \"x\" in mean, which is no number",
                "{\"n\":1,\"mean\":[0,0],\"covariance\":[[1,0],[0,1]]} | has n 1.0",
                "{\"mean\":[0],\"covariance\":[[1]]} | has dimension 1",
                "{\"mean\": | is not readable JSON",
            })
    void brokenMomentsAreRefused(String text, String problem) {
        Path broken = write(folder.resolve("broken.json"), text);
        Path whole = write(folder.resolve("whole.json"), UNIT);
        assertRefused(problem, "--moments", broken.toString(), "--reference", whole.toString());
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        String whole = write(folder.resolve("whole.json"), UNIT).toString();
        assertRefused("--moments takes --reference FILE", "--moments", whole);
        assertRefused("no.json cannot be read: there is no such file", "--moments", "no.json", "--reference", whole);
        Path zip = npz("c.npz", "a", FILE.at("/cases/1/input/mu1"), "b", FILE.at("/cases/1/input/cov1"));
        assertRefused("has no mean or mu but", "--moments", zip.toString(), "--reference", whole);
        assertRefused("is an archive (.npz); name one array", "--features", zip.toString(), "--reference", whole);
        Path one = write(folder.resolve("one.csv"), "500,1\n500,2\n");
        assertRefused("two different ones at least", "--frechet-by-n", one.toString());
        Path half = write(folder.resolve("half.csv"), "500.5,1\n600,2\n");
        assertRefused("has 500.5 samples in row 1", "--frechet-by-n", half.toString());
    }
}
