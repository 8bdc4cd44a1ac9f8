package io.vasari.cli.evaluate;

import static io.vasari.cli.evaluate.Evaluated.assertClose;
import static io.vasari.cli.evaluate.Evaluated.assertRefused;
import static io.vasari.cli.evaluate.Evaluated.csv;
import static io.vasari.cli.evaluate.Evaluated.json;
import static io.vasari.cli.evaluate.Evaluated.list;
import static io.vasari.cli.evaluate.Evaluated.npy;
import static io.vasari.cli.evaluate.Evaluated.stream;
import static io.vasari.cli.evaluate.Evaluated.vectors;
import static io.vasari.cli.evaluate.Evaluated.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.Cli;
import io.vasari.cli.ExitCode;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateFeaturesTest {
    private static final JsonNode FRECHET = vectors("05_fid.json");
    private static final JsonNode KERNELS = vectors("06_kid_mmd_cmmd.json");
    private static final JsonNode FIDELITY = vectors("07_prdc.json");
    private static final JsonNode VENDI = vectors("08_vendi_rke.json");
    private static final JsonNode INCEPTION = vectors("04_inception_score.json");

    @TempDir
    Path folder;

    static Stream<JsonNode> frechet() {
        return ofRows(FRECHET);
    }

    static Stream<JsonNode> kernels() {
        return ofRows(KERNELS);
    }

    static Stream<JsonNode> fidelity() {
        return stream(FIDELITY.get("cases"));
    }

    static Stream<JsonNode> inception() {
        return stream(INCEPTION.get("cases"))
                .filter(one -> one.get("input").has("logits")
                        || one.get("input").get("p").isArray());
    }

    private static Stream<JsonNode> ofRows(JsonNode file) {
        return stream(file.get("cases"))
                .filter(one -> one.get("input").path("x").isArray());
    }

    @ParameterizedTest
    @MethodSource("frechet")
    void frechetDistancesAreReproduced(JsonNode vector) {
        JsonNode document =
                compare(vector.get("input").get("x"), vector.get("input").get("y"));
        double tolerance = vector.get("name").asText().contains("nan_trap") ? 1e-6 : 1e-8;
        assertClose(document, "/frechet_distance", vector.get("expected").get("fid"), tolerance);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void kernelDistancesAreReproduced(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        String sigma = input.path("sigma").asText("1");
        String block = input.path("block").asText("2");
        JsonNode document = compare(input.get("x"), input.get("y"), "--kernel-sigma", sigma, "--block", block);
        String gaussian = input.has("sigma") ? "/gaussian_kernel/distance" : "/kernel_distance";
        known(document, gaussian, expected, "mmd2_unbiased");
        known(document, gaussian + "_biased", expected, "mmd2_biased");
        known(document, "/cmmd", expected, "cmmd");
        known(document, "/kernel_distance_by_blocks/mean", expected, "mean");
        known(document, "/kernel_distance_by_blocks/standard_error", expected, "se");
        for (int i = 0; i < expected.path("blocks").size(); i++) {
            assertClose(
                    document,
                    "/kernel_distance_by_blocks/distances/" + i,
                    expected.get("blocks").get(i),
                    1e-9);
        }
    }

    private static void known(JsonNode document, String pointer, JsonNode expected, String name) {
        if (expected.has(name)) {
            assertClose(document, pointer, expected.get(name), 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("fidelity")
    void densityAndCoverageAreReproduced(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode document = compare(
                input.get("fake"), input.get("real"), "--k", input.get("k").asText(), "--bins", "2", "--radii");
        JsonNode expected = vector.get("expected");
        assertFidelity(document, "", expected.has("strict") ? expected.get("strict") : expected);
        if (expected.has("nonstrict")) {
            assertFidelity(document, "/edges_inside", expected.get("nonstrict"));
        }
        JsonNode radii = expected.has("strict") ? expected.get("strict") : expected;
        for (int i = 0; i < radii.get("real_radii").size(); i++) {
            assertClose(
                    document, "/reference_radii/" + i, radii.get("real_radii").get(i), 1e-10);
        }
        for (int i = 0; i < radii.get("fake_radii").size(); i++) {
            assertClose(document, "/radii/" + i, radii.get("fake_radii").get(i), 1e-10);
        }
    }

    private static void assertFidelity(JsonNode document, String group, JsonNode expected) {
        assertClose(document, group + "/precision_ratio", expected.get("precision"), 1e-10);
        assertClose(document, group + "/recall_ratio", expected.get("recall"), 1e-10);
        assertClose(document, group + "/density", expected.get("density"), 1e-10);
        assertClose(document, group + "/coverage_ratio", expected.get("coverage"), 1e-10);
    }

    @Test
    void vendiScoresAreReproduced() {
        JsonNode vector = named(VENDI, "cosine_12x4_dual");
        JsonNode rows = vector.get("input").get("x_unnormalized");
        JsonNode document = compare(rows, rows);
        JsonNode expected = vector.get("expected").get("primal");
        assertClose(document, "/uncentred/vendi_score", expected.get("q1"), 1e-9);
        assertClose(document, "/uncentred/rke_score", expected.get("q2"), 1e-9);
        assertClose(document, "/uncentred/vendi_orders/infinity", expected.get("qinf"), 1e-9);
        assertClose(document, "/uncentred/vendi_orders/0.5", expected.get("q0.5"), 1e-9);
    }

    @Test
    void momentsOfFeaturesArePrintedAndReadAgain() throws Exception {
        JsonNode vector = named(FRECHET, "features_12x4_vs_10x4");
        JsonNode document =
                compare(vector.get("input").get("x"), vector.get("input").get("y"), "--covariances");
        JsonNode expected = vector.get("expected");
        for (int i = 0; i < 4; i++) {
            assertClose(document, "/moments/mean/" + i, expected.get("mu_x").get(i), 1e-12);
            for (int j = 0; j < 4; j++) {
                assertClose(
                        document,
                        "/moments/covariance/" + i + "/" + j,
                        expected.get("cov_x_unbiased").get(i).get(j),
                        1e-12);
            }
        }
        Path samples =
                write(folder.resolve("samples.json"), document.at("/moments").toString());
        Path reference = write(
                folder.resolve("reference.json"),
                document.at("/reference_moments").toString());
        JsonNode again = json("--moments", samples, "--reference", reference);
        assertClose(again, "/frechet_distance", expected.get("fid"), 1e-8);
        assertThat(again.at("/frechet_terms")).isEqualTo(document.at("/frechet_terms"));
        assertThat(again.at("/window_samples").asInt()).isEqualTo(12);
        JsonNode mixed = json("--features", folder.resolve("samples.npy"), "--reference", reference);
        assertClose(mixed, "/frechet_distance", expected.get("fid"), 1e-8);
        assertThat(mixed.at("/left_out").isObject()).isTrue();
    }

    @Test
    void vendiScoresOfSimilaritiesAreReproduced() {
        JsonNode readme = named(VENDI, "readme_K");
        Path kernel = csv(folder.resolve("k.csv"), readme.get("input").get("K"));
        JsonNode document = json("--similarities", kernel, "--eigenvalues");
        for (int i = 0; i < 3; i++) {
            assertClose(document, "/eigenvalues/" + (2 - i), readme.at("/expected/eigenvalues/" + i), 1e-9);
        }
        assertClose(document, "/vendi_score", readme.get("expected").get("q1"), 1e-9);
        assertClose(document, "/rke_score", readme.get("expected").get("q2"), 1e-9);
        JsonNode weighted = named(VENDI, "weighted");
        JsonNode again = json(
                "--similarities",
                kernel,
                "--weights",
                list(weighted.get("input").get("p")));
        assertClose(again, "/vendi_score", weighted.get("expected").get("q1"), 1e-9);
    }

    @ParameterizedTest
    @MethodSource("inception")
    void inceptionScoresAreReproduced(JsonNode vector) {
        JsonNode input = vector.get("input");
        String kind = input.has("logits") ? "logits" : "p";
        Path file = npy(folder.resolve("beliefs.npy"), input.get(kind));
        JsonNode document = json(
                input.has("logits") ? "--logits" : "--probabilities",
                file,
                "--splits",
                input.path("splits").asText("1"));
        JsonNode expected = vector.get("expected");
        known(document, "/inception_score", expected, "mean");
        known(document, "/inception_score_standard_deviation", expected, "std_population");
        known(document, "/marginal_entropy_nats", expected, "H_marginal");
        known(document, "/mean_conditional_entropy_nats", expected, "mean_H_conditional");
        known(document, "/inception_score_log_nats", expected, "ln_IS");
    }

    @Test
    void tablesAndArraysGiveTheSameBits() {
        JsonNode vector = named(FRECHET, "randomstate2023_64x8");
        JsonNode x = vector.get("input").get("x");
        JsonNode y = vector.get("input").get("y");
        JsonNode fromText =
                json("--features", csv(folder.resolve("x.csv"), x), "--reference", csv(folder.resolve("y.csv"), y));
        JsonNode fromArrays =
                json("--features", npy(folder.resolve("x.npy"), x), "--reference", npy(folder.resolve("y.npy"), y));
        assertThat(fromArrays).isEqualTo(fromText);
        assertThat(fromText.at("/ndb/bins").asInt()).isEqualTo(6);
        assertThat(fromText.at("/ndb/seed").asInt()).isZero();
        assertThat(fromText.at("/ndb_ratio").isNumber()).isTrue();
        assertThat(fromText.at("/kernel_distance_standard_error").asDouble()).isPositive();
    }

    /** What pandas writes: names without meaning, row numbers, Windows' line ends, blank lines. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5,2,3\r\n4,5.5,6\r\n\r\n7,8,9.5\r\n",
                "a,b,c\n1.5,2,3\n\n4,5.5,6\n7,8,9.5",
                ",a,b,c\n0,1.5,2,3\n1,4,5.5,6\n2,7,8,9.5",
                ",0,1,2\n0,1.5,2,3\n1,4,5.5,6\n2,7,8,9.5",
                "file,e0,e1,e2\nx.png,1.5,2,3\ny.png,4,5.5,6\nz.png,7,8,9.5",
                "0,1,2\n1.5,2.0,3.0\n4.0,5.5,6.0\n7.0,8.0,9.5",
                "\uFEFF\"a\",\"b\",\"c\"\n1.5, 2 ,3e0\n4,5.5,6\n7,8,9.5\n",
            })
    void tablesOfEveryMakeAreRead(String text) {
        Path table = write(folder.resolve("table.csv"), text);
        JsonNode document = json("--features", table, "--reference", table, "--covariances");
        assertThat(document.at("/moments/mean").toString())
                .isEqualTo("[4.166666666666667,5.166666666666667,6.166666666666667]");
        assertThat(document.at("/window_samples").asInt()).isEqualTo(3);
    }

    /** Whole numbers that begin with 0, 1, 2 are no names. */
    @Test
    void countingFromZeroIsNoLineOfNames() {
        Path table = write(folder.resolve("table.csv"), "0,1,2\n3,4,5\n6,7,8\n");
        JsonNode document = json("--features", table, "--reference", table);
        assertThat(document.at("/window_samples").asInt()).isEqualTo(3);
        assertThat(document.at("/frechet_distance").asDouble()).isCloseTo(0, within(1e-12));
    }

    @Test
    void whatTooFewRowsCannotSayIsLeftOutWithItsReason() {
        JsonNode vector = named(KERNELS, "1d_hand");
        JsonNode document =
                compare(vector.get("input").get("x"), vector.get("input").get("y"));
        assertThat(document.at("/kernel_distance").asDouble()).isEqualTo(-176.5);
        assertThat(document.has("density")).isFalse();
        assertThat(document.at("/left_out").toString()).contains("k = 5", "at least 3 rows");
    }

    @Test
    void peopleAreToldWhetherTheSamplesDiffer() {
        Path real = write(folder.resolve("real.csv"), cloud(1, 0));
        Path same = write(folder.resolve("same.csv"), cloud(2, 0));
        Path far = write(folder.resolve("far.csv"), cloud(3, 2));
        assertThat(text(same, real)).contains("coverage_ratio", "may well come from the reference");
        assertThat(text(far, real)).contains("The samples differ from the reference", "something is missing");
        assertThat(text(write(folder.resolve("few.csv"), "1,2,3\n4,5,6"), real)).contains("2 samples are too few");
    }

    private static String text(Path features, Path reference) {
        var outcome = Cli.run("evaluate", "--features", features.toString(), "--reference", reference.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
        return outcome.out();
    }

    private static String cloud(long seed, double shift) {
        var random = new Random(seed);
        var text = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 200; i++) {
            text.append(random.nextGaussian() + shift)
                    .append(',')
                    .append(random.nextGaussian())
                    .append(',')
                    .append(random.nextGaussian())
                    .append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1,2;3 | line 2 has 1 cell, line 1 has 2",
                "a,b;1,NaN;2,3 | line 2, column b: has NaN",
                "1,2;3,x | line 2, column 2: has 'x', which is no number",
                "1,2;3, | line 2, column 2: is empty",
                "a,b;1,2 | has 1 row of numbers, it takes at least 2",
                "1;2 | has 1 column and",
                "1,2;\"3,4 | opens a quote that is never closed",
                "1 2;3 4 | line 2, column 1 2: has '3 4', which is no number; every cell must be a finite number; cells are",
            })
    void aBrokenTableIsRefused(String rows, String problem) {
        Path real = write(folder.resolve("real.csv"), "1,2\n3,4\n");
        Path broken = write(folder.resolve("broken.csv"), rows.replace(';', '\n'));
        assertRefused(problem, "--features", broken.toString(), "--reference", real.toString());
    }

    @Test
    void aBrokenArrayIsRefused() throws Exception {
        Path real = write(folder.resolve("real.csv"), "1,2\n3,4\n");
        Path whole =
                npy(folder.resolve("whole.npy"), vectors("06_kid_mmd_cmmd.json").at("/cases/1/input/x"));
        byte[] bytes = java.nio.file.Files.readAllBytes(whole);
        Path cut =
                java.nio.file.Files.write(folder.resolve("cut.npy"), java.util.Arrays.copyOf(bytes, bytes.length - 3));
        assertRefused(
                "where its shape (10, 4) takes 320", "--features", cut.toString(), "--reference", real.toString());
        Path text = write(folder.resolve("text.npy"), "1,2\n3,4\n5,6\n");
        assertRefused("does not begin as a NumPy array", "--features", text.toString(), "--reference", real.toString());
        String header = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        Path times = java.nio.file.Files.write(
                folder.resolve("times.npy"),
                header.replace("<f8", "<M8").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertRefused("numbers of type <M8", "--features", times.toString(), "--reference", real.toString());
        Path flat = java.nio.file.Files.write(
                folder.resolve("flat.npy"),
                header.replace("(10, 4)", "(40,)  ").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertRefused("has the shape (40,), it must be", "--features", flat.toString(), "--reference", real.toString());
    }

    @Test
    void missingReferenceAndSettingsOutOfRangeAreRefused() {
        String real = write(folder.resolve("real.csv"), "1,2\n3,4\n").toString();
        assertRefused("--features takes --reference FILE", "--features", real);
        assertRefused("--block is 3, but there are 2", "--features", real, "--reference", real, "--block", "3");
        assertRefused("--k is 0", "--features", real, "--reference", real, "--k", "0");
        assertRefused("--bins is 9", "--features", real, "--reference", real, "--bins", "9");
        assertRefused("nowhere.csv cannot be read", "--features", "nowhere.csv", "--reference", real);
    }

    private JsonNode compare(JsonNode samples, JsonNode reference, String... settings) {
        Object[] arguments = Stream.concat(
                        Stream.of(
                                "--features",
                                npy(folder.resolve("samples.npy"), samples).toString(),
                                "--reference",
                                csv(folder.resolve("reference.csv"), reference).toString()),
                        Stream.of(settings))
                .toArray();
        return json(arguments);
    }

    private static JsonNode named(JsonNode file, String name) {
        return stream(file.get("cases"))
                .filter(one -> one.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
