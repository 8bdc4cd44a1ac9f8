package io.vasari.scores.features;

import static io.vasari.scores.Vectors.assertAllClose;
import static io.vasari.scores.Vectors.assertClose;
import static io.vasari.scores.Vectors.rows;
import static io.vasari.scores.Vectors.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.scores.Vectors;
import io.vasari.scores.features.Fidelity.Edge;
import io.vasari.scores.linear.Rows;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FidelityVectorsTest {
    private static final JsonNode FILE = Vectors.read("07_prdc.json");
    private static final double TOLERANCE = FILE.get("tolerance").asDouble();

    static Stream<JsonNode> cases() {
        return stream(FILE.get("cases"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fidelityIsReproduced(JsonNode vector) {
        var expected = vector.get("expected");
        if (expected.has("strict")) {
            check(vector.get("input"), expected.get("strict"), Edge.OUTSIDE);
            check(vector.get("input"), expected.get("nonstrict"), Edge.INSIDE);
        } else {
            check(vector.get("input"), expected, Edge.OUTSIDE);
        }
    }

    private static void check(JsonNode input, JsonNode expected, Edge edge) {
        var real = rows(input.get("real"));
        var fake = rows(input.get("fake"));
        int k = input.get("k").asInt();
        assertAllClose("real radius", Fidelity.radii(real, k), expected.get("real_radii"), TOLERANCE);
        assertAllClose("fake radius", Fidelity.radii(fake, k), expected.get("fake_radii"), TOLERANCE);
        var fidelity = Fidelity.of(real, fake, k, edge);
        assertClose("precision", fidelity.precision(), expected.get("precision"), TOLERANCE);
        assertClose("recall", fidelity.recall(), expected.get("recall"), TOLERANCE);
        assertClose("density", fidelity.density(), expected.get("density"), TOLERANCE);
        assertClose("coverage", fidelity.coverage(), expected.get("coverage"), TOLERANCE);
    }

    @Test
    void expectedCoverageIsReproduced() {
        stream(FILE.get("expected_coverage_identical_dist"))
                .forEach(one -> assertClose(
                        "coverage",
                        Fidelity.expectedCoverage(
                                one.get("N").asLong(),
                                one.get("M").asLong(),
                                one.get("k").asInt()),
                        one.get("expected"),
                        TOLERANCE));
    }

    /** With inner products alone, nothing would be left of these distances. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e6, -1e8})
    void offsetChangesNothing(double offset) {
        double[] real = {0, 1, 3, 6, 10};
        double[] fake = {0.5, 1.5, 3.5, 20, 2};
        var moved = Fidelity.of(
                Rows.of(1, Arrays.stream(real).map(v -> v + offset).toArray()),
                Rows.of(1, Arrays.stream(fake).map(v -> v + offset).toArray()),
                1,
                Edge.OUTSIDE);
        assertThat(moved).isEqualTo(new Fidelity(0.8, 1, 1.4, 0.8));
    }

    @Test
    void realSamplesThemselvesCoverEverything() {
        var random = new java.util.Random(5);
        var rows = Rows.of(7, random.doubles(7 * 60).toArray());
        var fidelity = Fidelity.of(rows, rows);
        assertThat(fidelity.precision()).isEqualTo(1);
        assertThat(fidelity.recall()).isEqualTo(1);
        assertThat(fidelity.coverage()).isEqualTo(1);
        // the sample itself and its nearer neighbours, the one at the edge not
        assertThat(fidelity.density()).isEqualTo(1);
    }

    @Test
    void ballsOfIdenticalSamplesAreEmptyUnlessTheirEdgeCounts() {
        var same = Rows.of(2, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0);
        assertThat(Fidelity.of(same, same, 2, Edge.OUTSIDE)).isEqualTo(new Fidelity(0, 0, 0, 0));
        assertThat(Fidelity.of(same, same, 2, Edge.INSIDE)).isEqualTo(new Fidelity(1, 1, 1.5, 1));
    }

    @Test
    void asManyRowsAsNeighboursAreTooFew() {
        var rows = Rows.of(1, 1.0, 2.0, 3.0);
        assertThatThrownBy(() -> Fidelity.of(rows, rows, 3, Edge.OUTSIDE)).hasMessageContaining("k is 3");
        assertThatThrownBy(() -> Rows.of(1, 1.0, Double.NaN)).hasMessageContaining("row 1 has NaN in column 0");
    }
}
