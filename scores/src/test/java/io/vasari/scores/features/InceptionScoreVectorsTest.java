package io.vasari.scores.features;

import static io.vasari.scores.Vectors.assertAllClose;
import static io.vasari.scores.Vectors.assertClose;
import static io.vasari.scores.Vectors.named;
import static io.vasari.scores.Vectors.rows;
import static io.vasari.scores.Vectors.stream;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.scores.Vectors;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.state.BeliefSums;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InceptionScoreVectorsTest {
    private static final JsonNode FILE = Vectors.read("04_inception_score.json");
    private static final double TOLERANCE = FILE.get("tolerance").asDouble();

    static Stream<JsonNode> cases() {
        return stream(FILE.get("cases")).filter(one -> one.get("expected").has("mean"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void splitsAreReproduced(JsonNode vector) {
        var input = vector.get("input");
        var expected = vector.get("expected");
        var score = InceptionScore.of(
                probabilities(input), input.has("splits") ? input.get("splits").asInt() : 1);
        assertClose("mean", score.mean(), expected.get("mean"), TOLERANCE);
        assertClose("std", score.standardDeviation(), expected.get("std_population"), TOLERANCE);
        assertAllClose(
                "split",
                score.splits().stream().mapToDouble(Double::doubleValue).toArray(),
                expected.get("splits"),
                TOLERANCE);
    }

    @Test
    void logarithmIsTheDifferenceOfTwoEntropies() {
        var vector = named(FILE.get("cases"), "decomposition");
        var sums = sums(rows(vector.get("input").get("p")));
        var expected = vector.get("expected");
        assertClose("marginal", sums.marginalEntropyNats(), expected.get("H_marginal"), TOLERANCE);
        assertClose("own", sums.meanConditionalEntropyNats(), expected.get("mean_H_conditional"), TOLERANCE);
        assertClose("ln", InceptionScore.logNats(sums), expected.get("ln_IS"), TOLERANCE);
    }

    @Test
    void whatIsNoDistributionIsRefused() {
        var empty = BeliefSums.empty(2);
        assertThatThrownBy(() -> empty.plus(Double.NaN, 1)).hasMessageContaining("class 0 is NaN");
        assertThatThrownBy(() -> empty.plus(0.5, 0.4)).hasMessageContaining("sum to 0.9");
        assertThatThrownBy(() -> InceptionScore.of(empty)).hasMessageContaining("no samples");
        assertThatThrownBy(() -> InceptionScore.of(Rows.of(2, 1.0, 0.0), 2)).hasMessageContaining("splits is 2");
    }

    private static Rows probabilities(JsonNode input) {
        if (input.has("logits")) {
            return InceptionScore.softmax(rows(input.get("logits")));
        }
        return switch (input.get("p").asText()) {
            case "10x10 identity" -> repeated(10, 10, true);
            case "5 rows of 1/4" -> Rows.of(4, filled(20, 0.25));
            case "7 rows [1,0,0]" -> repeated(7, 3, false);
            default -> rows(input.get("p"));
        };
    }

    private static Rows repeated(int n, int classes, boolean moving) {
        var p = new double[n][classes];
        for (int i = 0; i < n; i++) {
            p[i][moving ? i : 0] = 1;
        }
        return Rows.of(p);
    }

    private static double[] filled(int n, double value) {
        var all = new double[n];
        Arrays.fill(all, value);
        return all;
    }

    private static BeliefSums sums(Rows rows) {
        var sums = BeliefSums.empty(rows.dimension());
        for (int i = 0; i < rows.count(); i++) {
            sums = sums.plus(rows.row(i));
        }
        return sums;
    }
}
