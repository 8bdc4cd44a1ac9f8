package io.vasari.scores.features;

import static io.vasari.scores.Vectors.assertAllClose;
import static io.vasari.scores.Vectors.assertClose;
import static io.vasari.scores.Vectors.named;
import static io.vasari.scores.Vectors.numbers;
import static io.vasari.scores.Vectors.rows;
import static io.vasari.scores.Vectors.stream;
import static io.vasari.scores.Vectors.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.scores.Vectors;
import io.vasari.scores.linear.PivotedCholesky;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.state.Moments;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrechetVectorsTest {
    private static final JsonNode FILE = Vectors.read("05_fid.json");
    private static final JsonNode CASES = FILE.get("cases");
    private static final double TOLERANCE = FILE.get("tolerance").asDouble();
    /** The root of an eigenvalue that rounding made 1e-17 is 3e-9. */
    private static final double RANK_DEFICIENT_TOLERANCE = 1e-6;

    static Stream<JsonNode> ofMatrices() {
        return stream(CASES).filter(one -> one.get("input").has("cov1"));
    }

    static Stream<JsonNode> ofSamples() {
        return stream(CASES)
                .filter(one -> one.get("input").has("y"))
                .filter(one -> one.get("input").get("y").isArray());
    }

    @ParameterizedTest
    @MethodSource("ofMatrices")
    void closedFormsAreReproduced(JsonNode vector) {
        var input = vector.get("input");
        double fid = FrechetDistance.of(
                numbers(input.get("mu1")),
                matrix(input.get("cov1")),
                numbers(input.get("mu2")),
                matrix(input.get("cov2")));
        assertClose("fid", fid, vector.get("expected").get("fid"), TOLERANCE);
    }

    private static double[] matrix(JsonNode node) {
        return node.asText().equals("I3")
                ? new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}
                : rows(node).toArray();
    }

    @ParameterizedTest
    @MethodSource("ofSamples")
    void distancesOfSamplesAreReproducedEitherWayRound(JsonNode vector) {
        var x = Moments.of(rows(vector.get("input").get("x")));
        var y = Moments.of(rows(vector.get("input").get("y")));
        var name = vector.get("name").asText();
        double tolerance = name.equals("torch_fidelity_nan_trap") ? RANK_DEFICIENT_TOLERANCE : TOLERANCE;
        var expected = vector.get("expected");
        assertClose(name, FrechetDistance.of(x, y), expected.get("fid"), name.equals("self") ? 1e-9 : tolerance);
        assertClose(name, FrechetDistance.of(y, x), expected.get("fid"), name.equals("self") ? 1e-9 : tolerance);
        if (expected.has("mu_x")) {
            assertAllClose("mean", x.mean(), expected.get("mu_x"), 1e-14);
            assertThat(x.covariance())
                    .containsExactly(rows(expected.get("cov_x_unbiased")).toArray(), within(1e-14));
        }
    }

    @Test
    void fewerSamplesThanDimensionsAreEnough() {
        var input = named(CASES, "randomstate2023_64x8").get("input");
        var reference = Moments.of(rows(input.get("x")));
        var few = Moments.of(rows(input.get("y")).slice(0, 6));
        var expected = named(CASES, "low_rank_trick").get("expected");
        assertClose("fid", FrechetDistance.of(few, reference), expected.get("fid"), RANK_DEFICIENT_TOLERANCE);
        assertClose("fid", FrechetDistance.of(reference, few), expected.get("fid"), RANK_DEFICIENT_TOLERANCE);
        double trace = FrechetDistance.traceOfRoot(few.covariance(), reference.covariance(), 8);
        assertClose("trace", trace, expected.get("trace_sqrt"), TOLERANCE);
        var terms = FrechetDistance.terms(few.mean(), few.covariance(), reference.mean(), reference.covariance());
        assertClose("trace", terms.traceOfRoot(), expected.get("trace_sqrt"), TOLERANCE);
        assertClose("fid", terms.distance(), expected.get("fid"), RANK_DEFICIENT_TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fid_infinity_exact_line", "fid_infinity_noisy"})
    void limitIsTheIntercept(String name) {
        var vector = named(CASES, name);
        var n = stream(vector.get("input").get("N")).mapToLong(JsonNode::asLong).toArray();
        var limit = FrechetLimit.of(n, numbers(vector.get("input").get("fid")));
        assertClose("intercept", limit.intercept(), vector.get("expected").get("intercept"), TOLERANCE);
        assertClose("slope", limit.slope(), vector.get("expected").get("slope"), TOLERANCE);
    }

    @Test
    void mergedMomentsAreThoseOfAllSamples() {
        var vector = named(CASES, "mergeable_mean_cov");
        var expected = vector.get("expected");
        var merged = stream(vector.get("input").get("parts"))
                .map(FrechetVectorsTest::moments)
                .reduce(Moments::plus)
                .orElseThrow();
        assertThat(merged.n()).isEqualTo(expected.get("merged").get("n").asLong());
        assertAllClose("mean", merged.mean(), expected.get("merged").get("mean"), 1e-14);
        assertThat(merged.scatter())
                .containsExactly(upper(expected.get("merged").get("M2")), within(1e-14));
        assertThat(merged.covariance())
                .containsExactly(rows(expected.get("cov_unbiased")).toArray(), within(1e-14));
        var y = named(CASES, "features_12x4_vs_10x4").get("input").get("y");
        assertClose("fid", FrechetDistance.of(merged, Moments.of(rows(y))), expected.get("fid_vs_y"), TOLERANCE);
    }

    private static Moments moments(JsonNode part) {
        return Moments.of(part.get("n").asLong(), numbers(part.get("mean")), upper(part.get("M2")));
    }

    private static double[] upper(JsonNode matrix) {
        var table = table(matrix);
        return java.util.stream.IntStream.range(0, table.length)
                .mapToObj(i -> Arrays.copyOfRange(table[i], i, table.length))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /** The offset is a million times the spread: sums of squares would have no digit left. */
    @Test
    void largeOffsetChangesNothing() {
        var vector = named(CASES, "offset_1e6_stability");
        var input = named(CASES, "features_12x4_vs_10x4").get("input");
        var shift = new double[4];
        Arrays.fill(shift, -vector.get("input").get("offset").asDouble());
        var x = rows(input.get("x")).minus(shift);
        var y = rows(input.get("y")).minus(shift);
        var parts = Moments.of(x.slice(0, 5)).plus(Moments.of(x.slice(5, 12)));
        var expected = vector.get("expected");
        double tolerance = expected.get("abs_tol").asDouble();
        assertClose("fid", FrechetDistance.of(Moments.of(x), Moments.of(y)), expected.get("fid"), tolerance);
        assertClose("fid", FrechetDistance.of(parts, Moments.of(y)), expected.get("fid"), tolerance);
    }

    /** Variances a^2 and b^2 from 1 down to 1e-20: sum (a - b)^2. Only what is within rounding of the largest is lost. */
    @Test
    void smallVariancesKeepTheirDigits() {
        int d = 40;
        var first = new double[d * d];
        var second = new double[d * d];
        double expected = 0;
        for (int i = 0; i < d; i++) {
            double a = Math.pow(10, -i / 4.0);
            double b = 0.5 * Math.pow(10, -(d - 1 - i) / 4.0);
            first[i * d + i] = a * a;
            second[i * d + i] = b * b;
            expected += (a - b) * (a - b);
        }
        var zero = new double[d];
        assertThat(FrechetDistance.of(zero, first, zero, second)).isCloseTo(expected, within(1e-7));
    }

    /** What programs keep in single precision has noise where there is no variance; its roots would be a thousandfold. */
    @Test
    void covariancesOfSinglePrecisionAreAsGood() {
        var input = named(CASES, "randomstate2023_64x8").get("input");
        var reference = Moments.of(rows(input.get("x")));
        var few = Moments.of(rows(input.get("y")).slice(0, 4));
        double exact = FrechetDistance.of(few, reference);
        double rounded =
                FrechetDistance.of(few.mean(), single(few.covariance()), reference.mean(), reference.covariance());
        assertThat(rounded).isCloseTo(exact, within(1e-3));
    }

    private static double[] single(double[] values) {
        return Arrays.stream(values).map(value -> (float) value).toArray();
    }

    @Test
    void aMatrixThatIsNoCovarianceIsTold() {
        double[] indefinite = {1, 2, 2, 1};
        assertThat(PivotedCholesky.of(indefinite, 2).explains(indefinite, 1e-6)).isFalse();
        double[] hollow = {0, 1, 1, 0};
        assertThat(PivotedCholesky.of(hollow, 2).explains(hollow, 1e-6)).isFalse();
        double[] ofRankOne = {1, 2, 2, 4};
        assertThat(PivotedCholesky.of(ofRankOne, 2).explains(ofRankOne, 1e-12)).isTrue();
    }

    @Test
    void constantFeaturesHaveNoSpreadToCompare() {
        var same = Moments.of(Rows.of(2, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0));
        var other = Moments.of(Rows.of(2, 4.0, 6.0, 4.0, 6.0));
        assertThat(FrechetDistance.of(same, other)).isEqualTo(25);
        assertThat(FrechetDistance.of(same, same)).isZero();
    }

    @Test
    void oneSampleHasNoCovariance() {
        var one = Moments.of(Rows.of(1, 3.0));
        assertThatThrownBy(() -> FrechetDistance.of(one, one)).hasMessageContaining("at least 2 samples, there are 1");
        assertThatThrownBy(() -> FrechetDistance.of(one, Moments.empty(2))).hasMessageContaining("dimension 2");
        assertThatThrownBy(() -> FrechetLimit.of(new long[] {5, 5}, new double[] {1, 2}))
                .hasMessageContaining("two different");
    }
}
