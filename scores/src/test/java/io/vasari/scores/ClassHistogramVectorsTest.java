package io.vasari.scores;

import static io.vasari.scores.Vectors.assertClose;
import static io.vasari.scores.Vectors.counts;
import static io.vasari.scores.Vectors.numbers;
import static io.vasari.scores.Vectors.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.scores.distribution.ChiSquared;
import io.vasari.scores.diversity.Divergence;
import io.vasari.scores.diversity.Entropy;
import io.vasari.scores.diversity.UnseenClasses;
import io.vasari.scores.fit.ChiSquaredTest;
import io.vasari.scores.fit.ExactMultinomial;
import io.vasari.scores.fit.Residuals;
import io.vasari.scores.fit.Wilson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of the known answers. */
class ClassHistogramVectorsTest {
    private static final JsonNode FILE = Vectors.read("01_class_histogram.json");
    private static final double TOLERANCE = FILE.get("tolerance").asDouble();

    static Stream<JsonNode> cases() {
        return stream(FILE.get("cases"));
    }

    static Stream<JsonNode> twoSamples() {
        return stream(FILE.get("two_sample"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyScalarIsReproduced(JsonNode vector) {
        var counts = counts(vector.get("input").get("counts"));
        var reference = counts(vector.get("input").get("reference"));
        var computed = scalars(counts, reference);
        var expected = vector.get("expected");
        var arrays = Set.of("p", "missing", "std_residuals", "wilson95");
        expected.fieldNames().forEachRemaining(name -> {
            if (arrays.contains(name)) {
                return;
            }
            assertThat(computed).as("a score for the vector's field %s", name).containsKey(name);
            var value = computed.get(name).get();
            if (expected.get(name).isNull()) {
                assertThat(value).as(name).isNaN();
            } else {
                assertClose(name, value, expected.get(name), TOLERANCE);
            }
        });
    }

    private static Map<String, Supplier<Double>> scalars(ClassCounts counts, ClassCounts referenceCounts) {
        var q = shares(referenceCounts);
        var p = shares(counts);
        var test = ChiSquaredTest.oneSample(counts, q);
        var reference = reference(referenceCounts);
        int df = test.degreesOfFreedom();
        double n = counts.n();
        Map<String, Supplier<Double>> all = new LinkedHashMap<>();
        all.put("n", () -> n);
        all.put("classes", () -> (double) counts.classes());
        all.put("entropy_nats", () -> Entropy.nats(counts));
        all.put("entropy_bits", () -> Entropy.bits(counts));
        all.put("entropy_normalized", () -> Entropy.ratio(counts));
        all.put("perplexity_effective_classes", () -> Entropy.effectiveClasses(counts));
        all.put("simpson_inverse", () -> Entropy.inverseSimpson(counts));
        all.put("entropy_miller_madow_nats", () -> Entropy.millerMadowNats(counts));
        all.put("kl_p_ref_nats", () -> Divergence.klNats(p, q));
        all.put("kl_ref_p_nats", () -> Divergence.klNats(q, p));
        all.put("js_nats", () -> Divergence.jsNats(p, q));
        all.put("js_bits", () -> Divergence.jsNats(p, q) / Math.log(2));
        all.put("js_distance_base2", () -> Divergence.jsDistance(p, q));
        all.put("tv", () -> Divergence.totalVariation(p, q));
        all.put("hellinger", () -> Divergence.hellinger(p, q));
        all.put("chi2", test::chiSquared);
        all.put("chi2_df", () -> (double) df);
        all.put("chi2_p", test::pValue);
        all.put("chi2_log10_p", test::log10PValue);
        all.put("g", test::g);
        all.put("g_p", test::pValueOfG);
        all.put("cohen_w", test::effectSize);
        all.put("identity_G_equals_2n_KL", () -> 2 * n * Divergence.klNats(p, q));
        all.put("kl_null_mean_approx", () -> df / (2 * n));
        all.put("kl_99_9pct_under_null", () -> ChiSquared.inverseSurvival(0.001, df) / (2 * n));
        all.put("modes_covered", () -> (double) counts.covered());
        all.put("min_expected", test::minExpected);
        all.put("max_abs_std_residual", () -> Residuals.of(counts, q).maxAbsolute());
        all.put("good_turing_coverage", () -> UnseenClasses.goodTuringCoverage(counts));
        all.put("chao1", () -> UnseenClasses.chao1(counts));
        all.put("psi", () -> Divergence.populationStability(p, q).orElse(Double.NaN));
        all.put("exact_multinomial_p_probability_ordering", () -> ExactMultinomial.of(counts, q)
                .byProbability());
        all.put("exact_p_chi2_ordering", () -> ExactMultinomial.of(counts, q).byChiSquared());
        assertThat(reference.shares()).containsExactly(q);
        return all;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyClassIsReproduced(JsonNode vector) {
        var counts = counts(vector.get("input").get("counts"));
        var scores = ClassScores.of(counts, reference(counts(vector.get("input").get("reference"))));
        var expected = vector.get("expected");
        assertThat(scores.missing().indices())
                .isEqualTo(stream(expected.get("missing")).map(JsonNode::asInt).toList());
        for (int i = 0; i < counts.classes(); i++) {
            var row = scores.rows().get(i);
            var wilson = Wilson.of(counts.count(i), counts.n(), Wilson.Z_95);
            assertClose("p", row.share(), expected.get("p").get(i), TOLERANCE);
            assertClose(
                    "residual",
                    row.residualSigmas(),
                    expected.get("std_residuals").get(i),
                    TOLERANCE);
            assertClose("low", wilson.low(), expected.get("wilson95").get(i).get(0), TOLERANCE);
            assertClose("high", wilson.high(), expected.get("wilson95").get(i).get(1), TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("twoSamples")
    void twoSampleTestIsReproduced(JsonNode vector) {
        var test = ChiSquaredTest.twoSample(
                counts(vector.get("input").get("a")), counts(vector.get("input").get("b")));
        var expected = vector.get("expected");
        assertClose("chi2", test.chiSquared(), expected.get("chi2"), TOLERANCE);
        assertClose("df", test.degreesOfFreedom(), expected.get("df"), TOLERANCE);
        assertClose("p", test.pValue(), expected.get("p"), TOLERANCE);
        assertClose("g", test.g(), expected.get("g"), TOLERANCE);
        assertClose("g_p", test.pValueOfG(), expected.get("g_p"), TOLERANCE);
        assertClose("v", test.effectSize(), expected.get("cramers_v"), TOLERANCE);
    }

    private static double[] shares(ClassCounts counts) {
        return IntStream.range(0, counts.classes()).mapToDouble(counts::share).toArray();
    }

    private static Reference reference(ClassCounts counts) {
        var names =
                IntStream.range(0, counts.classes()).mapToObj(Integer::toString).toList();
        return new Reference("vector", names, counts);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tinyPValuesAreRightInTheirLastDigitsToo(JsonNode vector) {
        var q = numbers(vector.get("input").get("reference"));
        var counts = counts(vector.get("input").get("counts"));
        var test = ChiSquaredTest.oneSample(
                counts,
                shares(ClassCounts.of(java.util.Arrays.stream(q)
                        .mapToLong(value -> (long) value)
                        .toArray())));
        double expected = vector.get("expected").get("chi2_p").asDouble();
        assertThat(test.pValue()).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-9 * expected));
    }
}
