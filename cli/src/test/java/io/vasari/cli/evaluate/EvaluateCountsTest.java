package io.vasari.cli.evaluate;

import static io.vasari.cli.evaluate.Evaluated.assertClose;
import static io.vasari.cli.evaluate.Evaluated.assertRefused;
import static io.vasari.cli.evaluate.Evaluated.json;
import static io.vasari.cli.evaluate.Evaluated.list;
import static io.vasari.cli.evaluate.Evaluated.stream;
import static io.vasari.cli.evaluate.Evaluated.vectors;
import static io.vasari.cli.evaluate.Evaluated.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.Cli;
import io.vasari.cli.ExitCode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateCountsTest {
    private static final JsonNode FILE = vectors("01_class_histogram.json");
    private static final JsonNode SEQUENTIAL = vectors("14_sequential_power.json");
    private static final double TOLERANCE = FILE.get("tolerance").asDouble();
    private static final String TEN = "100,100,100,100,100,100,100,100,100,100";

    /** Where the JSON has what the known answers call so. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("n", "/window_samples"),
            Map.entry("classes", "/classes"),
            Map.entry("entropy_nats", "/class_entropy_nats"),
            Map.entry("entropy_bits", "/class_entropy_bits"),
            Map.entry("entropy_normalized", "/class_entropy_ratio"),
            Map.entry("perplexity_effective_classes", "/class_effective_classes"),
            Map.entry("simpson_inverse", "/class_inverse_simpson"),
            Map.entry("entropy_miller_madow_nats", "/class_miller_madow_entropy_nats"),
            Map.entry("kl_p_ref_nats", "/class_kl_divergence_nats"),
            Map.entry("kl_ref_p_nats", "/class_reverse_kl_divergence_nats"),
            Map.entry("js_nats", "/class_js_divergence_nats"),
            Map.entry("js_bits", "/class_js_divergence_bits"),
            Map.entry("js_distance_base2", "/class_js_distance"),
            Map.entry("tv", "/class_total_variation_ratio"),
            Map.entry("hellinger", "/class_hellinger_distance"),
            Map.entry("chi2", "/one_sample/chi_squared"),
            Map.entry("chi2_df", "/one_sample/degrees_of_freedom"),
            Map.entry("chi2_p", "/one_sample/p_value"),
            Map.entry("chi2_log10_p", "/one_sample/log10_p_value"),
            Map.entry("g", "/one_sample/g"),
            Map.entry("g_p", "/one_sample/g_p_value"),
            Map.entry("cohen_w", "/one_sample/cohen_w"),
            Map.entry("kl_null_mean_approx", "/class_kl_divergence_nats_by_chance"),
            Map.entry("kl_99_9pct_under_null", "/class_kl_divergence_nats_by_chance_99_9"),
            Map.entry("modes_covered", "/class_covered"),
            Map.entry("missing", "/class_missing_indices"),
            Map.entry("min_expected", "/one_sample/min_expected"),
            Map.entry("max_abs_std_residual", "/class_max_residual_sigmas"),
            Map.entry("good_turing_coverage", "/class_good_turing_coverage_ratio"),
            Map.entry("chao1", "/class_chao1"),
            Map.entry("psi", "/class_population_stability"),
            Map.entry("exact_multinomial_p_probability_ordering", "/exact/p_value_by_probability"),
            Map.entry("exact_p_chi2_ordering", "/exact/p_value_by_chi_squared"));

    @TempDir
    Path folder;

    static Stream<JsonNode> cases() {
        return stream(FILE.get("cases"));
    }

    static Stream<JsonNode> evalues() {
        return stream(SEQUENTIAL.get("evalues"));
    }

    static Stream<JsonNode> leastSamples() {
        return stream(SEQUENTIAL.get("min_n"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyKnownAnswerIsPrinted(JsonNode vector) {
        JsonNode expected = vector.get("expected");
        JsonNode document = json(
                "--counts",
                list(vector.get("input").get("counts")),
                "--reference",
                reference(vector.get("input").get("reference")));
        expected.fields().forEachRemaining(field -> {
            switch (field.getKey()) {
                case "missing" -> assertThat(document.at("/class_missing_indices"))
                        .isEqualTo(field.getValue());
                case "p" -> rows(document, "share", field.getValue());
                case "std_residuals" -> rows(document, "residual_sigmas", field.getValue());
                case "wilson95" -> intervals(document, field.getValue());
                case "identity_G_equals_2n_KL" -> assertThat(2
                                * expected.get("n").asDouble()
                                * document.at("/class_kl_divergence_nats").asDouble())
                        .isCloseTo(field.getValue().asDouble(), within(1e-6));
                default -> assertClose(document, PLACES.get(field.getKey()), field.getValue(), TOLERANCE);
            }
        });
    }

    private static void rows(JsonNode document, String name, JsonNode expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertClose(document, "/rows/" + i + "/" + name, expected.get(i), TOLERANCE);
        }
    }

    private static void intervals(JsonNode document, JsonNode expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertClose(
                    document,
                    "/rows/" + i + "/share_interval_95/0",
                    expected.get(i).get(0),
                    TOLERANCE);
            assertClose(
                    document,
                    "/rows/" + i + "/share_interval_95/1",
                    expected.get(i).get(1),
                    TOLERANCE);
        }
    }

    /** Ones are shares; a handful of digits is a sample. */
    @Test
    void equalCountsOfAReferenceAreSharesAndOthersASample() {
        String reference = reference(numbers("1,1,1,1,1,1,1,1,1,1"));
        JsonNode shares = json("--counts", "130,110,105,100,100,100,95,95,85,80", "--reference", reference);
        assertThat(shares.at("/reference/known_shares").asBoolean()).isTrue();
        assertThat(shares.at("/class_test").asText()).isEqualTo("one_sample");
        assertThat(shares.at("/class_chi_squared").asDouble()).isCloseTo(17, within(1e-9));
        String few = reference(numbers("2,1,1,1,1,1,1,1,1,1"));
        JsonNode sample = json("--counts", "130,110,105,100,100,100,95,95,85,80", "--reference", few);
        assertThat(sample.at("/class_test").asText()).isEqualTo("two_sample");
    }

    @Test
    void manyClassesAreAList() {
        String thousand = String.join(",", java.util.Collections.nCopies(1000, "7"));
        JsonNode document = json("--counts", thousand);
        assertThat(document.at("/classes").asInt()).isEqualTo(1000);
        assertThat(document.at("/class_chi_squared").asDouble()).isZero();
        assertRefused("--counts has 'x' in place 1001", "--counts=" + thousand + ",x");
    }

    /** 3 of 10 where a third is expected, of however many. */
    @Test
    void sharesThatAreKnownStayKnownBesideHugeCounts() {
        JsonNode document = json("--counts", "300000000000000,300000000000000,400000000000000");
        assertThat(document.at("/class_test").asText()).isEqualTo("one_sample");
        assertThat(document.at("/class_chi_squared").asDouble()).isCloseTo(2e13, within(1e4));
        assertThat(document.at("/left_out/exact").asText()).contains("use the chi-squared test");
        assertThat(document.at("/left_out/two_sample").asText()).contains("known");
        assertThat(document.at("/verdict_text").asText()).contains("class 2 is over-represented");
    }

    private static JsonNode numbers(String counts) {
        var list = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
        Stream.of(counts.split(",")).map(Long::valueOf).forEach(list::add);
        return list;
    }

    @Test
    void twoSamplesAreCompared() {
        JsonNode vector = FILE.get("two_sample").get(0);
        JsonNode expected = vector.get("expected");
        JsonNode document = json(
                "--counts",
                list(vector.get("input").get("a")),
                "--reference",
                reference(vector.get("input").get("b")));
        assertClose(document, "/two_sample/chi_squared", expected.get("chi2"), TOLERANCE);
        assertClose(document, "/two_sample/degrees_of_freedom", expected.get("df"), TOLERANCE);
        assertClose(document, "/two_sample/p_value", expected.get("p"), TOLERANCE);
        assertClose(document, "/two_sample/g", expected.get("g"), TOLERANCE);
        assertClose(document, "/two_sample/g_p_value", expected.get("g_p"), TOLERANCE);
        assertClose(document, "/two_sample/cramers_v", expected.get("cramers_v"), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("evalues")
    void evidenceIsPrinted(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode document = json(
                "--counts",
                list(input.get("counts")),
                "--concentration",
                input.get("alpha").asText());
        JsonNode expected = vector.get("expected");
        assertClose(document, "/evidence_of_known_shares/evidence_nats", expected.get("log_e"), 1e-8);
        assertClose(document, "/evidence_of_known_shares/anytime_p_value", expected.get("p_anytime"), 1e-8);
        if (input.get("alpha").asInt() == 1) {
            assertClose(document, "/class_evidence_nats", expected.get("log_e"), 1e-8);
        }
    }

    @ParameterizedTest
    @MethodSource("leastSamples")
    void samplesThatALostClassTakesArePrinted(JsonNode vector) {
        if (!vector.get("effect").asText().equals("one of 10 classes lost")) {
            return;
        }
        JsonNode document = json("--counts", TEN, "--level", vector.get("alpha").asText());
        assertThat(document.at("/power/min_samples_for_lost_class").asLong())
                .isEqualTo(vector.get("min_n_power99").asLong());
    }

    /** 1,000 samples lack one class of ten: w squared is 1/9. */
    @Test
    void powerOfADepartureIsPrinted() {
        JsonNode document = json("--counts", "100,100,100,100,100,100,100,100,100,0", "--level", "0.001");
        JsonNode known = stream(SEQUENTIAL.get("power"))
                .filter(one -> one.get("effect").asText().equals("one of 10 classes lost"))
                .filter(one -> one.get("alpha").asDouble() == 0.001)
                .findFirst()
                .orElseThrow();
        assertThat(document.at("/power/squared_effect").asDouble()).isCloseTo(1.0 / 9, within(1e-12));
        assertThat(document.at("/power/min_samples").asLong()).isEqualTo(434);
        assertThat(document.at("/power/min_samples_for_missing_class_bound").asLong())
                .isEqualTo(88);
        JsonNode hundred = json("--counts", "11,11,11,11,11,11,11,11,12,0", "--level", "0.001");
        assertThat(known.get("n").asInt()).isEqualTo(100);
        assertClose(hundred, "/power/power_for_lost_class", known.get("power"), 1e-8);
    }

    @Test
    void peopleGetATableAndTheVerdictInWords() {
        var outcome = Cli.run("evaluate", "--counts", "500,100,100,100,100,100,0,0,0,0");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out())
                .contains("class    count    share  expected  residual")
                .contains("reference uniform")
                .contains("Verdict: The model has collapsed", "Digits 6, 7, 8 and 9 are missing");
        assertThat(json("--counts", "500,100,100,100,100,100,0,0,0,0")
                        .at("/verdict")
                        .asText())
                .isEqualTo("collapsed");
    }

    @Test
    void theShippedReferenceIsRead() {
        String file = System.getProperty("vasari.root", "..") + "/zoo/mnist-lenet/v1/reference.json";
        JsonNode document = json("--counts", "103,214,44,76,95,60,91,144,44,129", "--reference", file);
        assertThat(document.at("/reference/name").asText()).isEqualTo("mnist-test");
        assertThat(document.at("/reference/n").asLong()).isEqualTo(10_000);
        assertThat(document.at("/class_log10_p_value").asDouble()).isLessThan(-30);
        assertThat(document.at("/class_test").asText()).isEqualTo("one_sample");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1,x,3 | --counts has 'x' in place 2",
                "1,-2 | --counts has '-2' in place 2",
                "1,,2 | --counts has '' in place 2",
                "7 | has 1 class and 7 samples",
                " ~ ~  | --counts has '' in place 1",
                "0,0 | has 2 classes and 0 samples",
            })
    void wrongCountsAreRefused(String counts, String problem) {
        assertRefused(problem, "--counts=" + counts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"name\":\"x\"} | has no class_counts",
                "{\"class_counts\":{\"a\":1,\"b\":1.5}} | counts class b as 1.5",
                "{\"class_counts\":{\"a\":1,\"b\":-1}} | counts class b as -1",
                "{\"class_counts\":{\"a\":0,\"b\":0}} | has 2 classes and 0 samples",
                "{\"class_counts\":{\"a\":1,\"b\":2,\"c\":3}} | --counts has 2 classes and --reference",
                "{\"class_counts\": | is not readable JSON",
                "{\"class_counts\":{\"a\":\"1\",\"b\":2}} | counts class a as \"1\"",
                "{\"class_shares\":[0.5,0.4]} | has shares that sum to 0.9, not to 1",
                "[0.5,0.5,0] | counts class 2 as 0.0; shares are above 0",
                "class,count;a,1;b,x | line 3, column 2: has 'x'",
                "a,1;a,2 | names a class twice",
                "a,1,1;b,2,2 | has 3 cells in a line",
                "1;2;3 | --counts has 2 classes and --reference",
            })
    void aWrongReferenceIsRefused(String text, String problem) {
        assertRefused(
                problem,
                "--counts",
                "1,2",
                "--reference",
                write(folder.resolve("r.json"), text.replace(';', '\n')).toString());
    }

    /** The same counts in every form that a reference may have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"class_counts\":{\"a\":10,\"b\":30,\"c\":60}}",
                "{\"name\":\"x\",\"class_counts\":[10,30,60]}",
                "{\"a\":10,\"b\":30,\"c\":60}",
                "[10, 30, 60]",
                "class,count\r\na,10\r\n\r\nb,30\r\nc,60\r\n",
                "\uFEFFa,10\nb,30\nc,60",
                "10\n30\n60\n",
                "count\n10\n30\n60\n",
                "10,30,60",
                "a,b,c\n10,30,60",
            })
    void countsOfAReferenceAreReadInEveryForm(String text) {
        Path file = write(folder.resolve("reference"), text);
        JsonNode document = json("--counts", "4,8,8", "--reference", file);
        JsonNode listed = json("--counts", "4,8,8", "--reference", "10,30,60");
        assertThat(document.at("/reference/n").asInt()).isEqualTo(100);
        assertThat(document.at("/class_chi_squared")).isEqualTo(listed.at("/class_chi_squared"));
        assertThat(listed.at("/one_sample/chi_squared").asDouble())
                .isCloseTo(2.0 * 2 / 2 + 2.0 * 2 / 6 + 4.0 * 4 / 12, within(1e-12));
    }

    @Test
    void sharesAreKnownHoweverManySamplesThereAre() {
        Path file = write(folder.resolve("shares.json"), "{\"class_shares\":{\"a\":0.1,\"b\":0.3,\"c\":0.6}}");
        for (Object reference : List.of("0.1,0.3,0.6", file, write(folder.resolve("s.csv"), "a,0.1\nb,0.3\nc,0.6"))) {
            JsonNode document = json("--counts", "4000,8000,8000", "--reference", reference);
            assertThat(document.at("/reference/known_shares").asBoolean()).isTrue();
            assertThat(document.at("/class_test").asText()).isEqualTo("one_sample");
            assertThat(document.at("/class_chi_squared").asDouble())
                    .isCloseTo(2000.0 * 2000 / 2000 + 2000.0 * 2000 / 6000 + 4000.0 * 4000 / 12000, within(1e-9));
        }
    }

    @Test
    void classesAreMatchedByName() {
        Path counts = write(folder.resolve("counts.json"), "{\"c\":8,\"a\":4,\"b\":8}");
        Path reference = write(folder.resolve("reference.csv"), "a,10\nb,30\nc,60");
        JsonNode document = json("--counts", counts, "--reference", reference);
        assertThat(document.at("/rows/0/class").asText()).isEqualTo("a");
        assertThat(document.at("/rows/0/count").asInt()).isEqualTo(4);
        Path others = write(folder.resolve("others.json"), "{\"a\":1,\"b\":2,\"d\":3}");
        assertRefused("has the classes [a, b, d]", "--counts", others.toString(), "--reference", reference.toString());
    }

    /** Equal counts of 49 classes: 49 times 1/49 is not 1 in floating point. */
    @Test
    void equalCountsHaveNoEffect() {
        JsonNode document = json("--counts", String.join(",", Collections.nCopies(49, "1")));
        assertThat(document.at("/class_chi_squared").asDouble()).isZero();
        assertThat(document.at("/power/left_out/power").asText()).contains("--effect gives another");
    }

    @Test
    void twoClassesAndOneSampleAreEnough() {
        JsonNode document = json("--counts", "1,0");
        assertThat(document.at("/class_effective_classes").asDouble()).isEqualTo(1);
        assertThat(document.at("/class_chi_squared").asDouble()).isEqualTo(1);
        assertThat(document.at("/exact/p_value_by_probability").asDouble()).isEqualTo(1);
        assertThat(document.at("/verdict").asText()).isEqualTo("insufficient");
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        assertRefused("give one of --counts, --classes, --features", "--json");
        assertRefused("--counts and --study do not go together", "--counts", "1,2", "--study", "x.csv");
        assertRefused("--k does not go with --counts", "--counts", "1,2", "--k", "3");
        assertRefused(
                "no-such.json cannot be read: there is no such file", "--counts", "1,2", "--reference", "no-such.json");
        assertRefused("--level is 2.0, it must be between 0 and 1", "--counts", "1,2", "--level", "2");
    }

    private String reference(JsonNode counts) {
        return write(folder.resolve("reference.json"), "{\"name\":\"r\",\"class_counts\":" + counts + "}")
                .toString();
    }
}
