package io.vasari.scores.features;

import static io.vasari.scores.Vectors.assertClose;
import static io.vasari.scores.Vectors.counts;
import static io.vasari.scores.Vectors.named;
import static io.vasari.scores.Vectors.numbers;
import static io.vasari.scores.Vectors.rows;
import static io.vasari.scores.Vectors.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.scores.Vectors;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.state.Moments;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VendiScoreVectorsTest {
    private static final JsonNode FILE = Vectors.read("08_vendi_rke.json");
    private static final JsonNode CASES = FILE.get("cases");
    private static final double TOLERANCE = FILE.get("tolerance").asDouble();

    static Stream<JsonNode> kernels() {
        return stream(CASES).filter(one -> one.get("expected").has("qinf"));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void allOrdersAreReproduced(JsonNode vector) {
        var kernel = kernel(vector.get("input"));
        var score = VendiScore.ofKernel(kernel, (int) Math.sqrt(kernel.length));
        check(score, vector.get("expected"));
        double[] ascending = stream(vector.get("expected").get("eigenvalues"))
                .mapToDouble(JsonNode::asDouble)
                .filter(value -> value > 1e-12)
                .toArray();
        double[] descending = score.eigenvalues();
        assertThat(descending).hasSize(ascending.length);
        for (int i = 0; i < descending.length; i++) {
            assertThat(descending[i]).isCloseTo(ascending[ascending.length - 1 - i], within(TOLERANCE));
        }
    }

    private static void check(VendiScore score, JsonNode expected) {
        assertClose("q1", score.vendi(), expected.get("q1"), TOLERANCE);
        assertClose("q1", score.ofOrder(1), expected.get("q1"), TOLERANCE);
        assertClose("q2", score.rke(), expected.get("q2"), TOLERANCE);
        assertClose("q2", score.ofOrder(2), expected.get("q2"), TOLERANCE);
        assertClose("qinf", score.ofOrder(Double.POSITIVE_INFINITY), expected.get("qinf"), TOLERANCE);
        assertClose("q0.5", score.ofOrder(0.5), expected.get("q0.5"), TOLERANCE);
    }

    private static double[] kernel(JsonNode input) {
        if (input.has("samples")) {
            var samples = numbers(input.get("samples"));
            return filled(samples.length, (i, j) -> Math.exp(-Math.abs(samples[i] - samples[j])));
        }
        return switch (input.get("K").asText()) {
            case "5x5 ones" -> filled(5, (i, j) -> 1);
            case "I5" -> filled(5, (i, j) -> i == j ? 1 : 0);
            case "K3 kron ones(2,2)" -> {
                var k = rows(named(CASES, "readme_K").get("input").get("K"));
                yield filled(6, (i, j) -> k.get(i / 2, j / 2));
            }
            default -> rows(input.get("K")).toArray();
        };
    }

    private interface Entry {
        double at(int i, int j);
    }

    private static double[] filled(int n, Entry entry) {
        var kernel = new double[n * n];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = entry.at(i / n, i % n);
        }
        return kernel;
    }

    @Test
    void cosinesAreTheSameFromEitherGramMatrixAndFromMoments() {
        var vector = named(CASES, "cosine_12x4_dual");
        var x = rows(vector.get("input").get("x_unnormalized"));
        var expected = vector.get("expected");
        var unit = x.normalized();
        check(VendiScore.ofCosines(x, new double[4]), expected.get("primal"));
        check(VendiScore.ofKernel(io.vasari.scores.linear.InnerProducts.gram(unit), 12), expected.get("primal"));
        var half = Moments.of(unit.slice(0, 7)).plus(Moments.of(unit.slice(7, 12)));
        check(VendiScore.ofCosines(half), expected.get("primal"));
        assertClose("dual", VendiScore.ofCosines(x, new double[4]).vendi(), expected.get("dual_q1"), TOLERANCE);
        assertClose("frobenius", VendiScore.ofCosines(half).rke(), expected.get("rke_frobenius"), TOLERANCE);
        assertClose("moment", VendiScore.ofCosines(half).rke(), expected.get("rke_from_second_moment"), TOLERANCE);
    }

    @Test
    void weightsAndLabelsAreReproduced() {
        var weighted = named(CASES, "weighted");
        var score = VendiScore.ofKernel(
                rows(weighted.get("input").get("K")).toArray(),
                numbers(weighted.get("input").get("p")));
        assertClose("q1", score.vendi(), weighted.get("expected").get("q1"), TOLERANCE);
        var labels = named(CASES, "class_labels_delta_kernel");
        var byLabel = VendiScore.ofLabels(counts(labels.get("input").get("counts")));
        assertClose("q1", byLabel.vendi(), labels.get("expected").get("q1"), TOLERANCE);
        assertClose("q2", byLabel.rke(), labels.get("expected").get("q2"), TOLERANCE);
    }

    /** Far from the origin all directions are alike; around the mean they are not. */
    @Test
    void centringKeepsTheScoreFromSaturating() {
        var far = Rows.of(2, 101.0, 100.0, 99.0, 100.0, 100.0, 101.0, 100.0, 99.0);
        assertThat(VendiScore.ofCosines(far, new double[2]).vendi()).isCloseTo(1, within(1e-3));
        assertThat(VendiScore.ofCosines(far, new double[] {100, 100}).vendi()).isCloseTo(2, within(1e-12));
    }

    @Test
    void rowsAtTheCentreAreAlike() {
        var rows = Rows.of(2, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 2.0, 0.0);
        assertThat(VendiScore.ofCosines(rows, new double[2]).vendi()).isCloseTo(2, within(1e-12));
        var wide = Rows.of(5, new double[15]);
        assertThat(VendiScore.ofCosines(wide, new double[5]).vendi()).isCloseTo(1, within(1e-12));
    }

    @Test
    void whatIsNoKernelIsRefused() {
        assertThatThrownBy(() -> VendiScore.ofKernel(new double[] {2, 0, 0, 2}, 2))
                .hasMessageContaining("diagonal");
        assertThatThrownBy(() -> VendiScore.ofKernel(new double[3], 2)).hasMessageContaining("3 numbers");
        assertThatThrownBy(() -> VendiScore.ofKernel(new double[] {1, Double.NaN, Double.NaN, 1}, 2))
                .hasMessageContaining("NaN in row 0, column 1");
        assertThatThrownBy(() -> VendiScore.ofKernel(new double[0], 0)).hasMessageContaining("no samples");
        assertThatThrownBy(() -> VendiScore.ofKernel(new double[] {1, 0.9, 0, 0.9, 1, 0.9, 0, 0.9, 1}, 3))
                .hasMessageContaining("not positive semidefinite");
    }
}
