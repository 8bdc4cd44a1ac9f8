package io.vasari.scores.prompt;

import static io.vasari.scores.Vectors.assertAllClose;
import static io.vasari.scores.Vectors.assertClose;
import static io.vasari.scores.Vectors.rows;
import static io.vasari.scores.Vectors.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.scores.Vectors;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PromptOutlierVectorsTest {
    private static final JsonNode FILE = Vectors.read("10_prompt_outlier.json");
    private static final double TOLERANCE = FILE.get("tolerance").asDouble();

    static Stream<JsonNode> cases() {
        return stream(FILE.get("cases"));
    }

    static Stream<JsonNode> seedConsistency() {
        return stream(FILE.get("seed_consistency"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyVariantIsReproduced(JsonNode vector) {
        var distances = DistanceMatrix.ofCosines(rows(vector.get("input").get("embeddings")));
        var expected = vector.get("expected");
        for (int i = 0; i < distances.variants(); i++) {
            for (int j = 0; j < distances.variants(); j++) {
                assertClose(
                        "D",
                        distances.get(i, j),
                        expected.get("distance_matrix").get(i).get(j),
                        TOLERANCE);
            }
            var one = LeaveOneOut.of(distances, i);
            var row = expected.get("per_item").get(i);
            assertClose("mean", one.meanDistance(), row.get("mean_dist"), TOLERANCE);
            assertClose("median", one.medianDistance(), row.get("median_dist"), TOLERANCE);
            assertClose("rest", one.restMedian(), row.get("rest_median"), TOLERANCE);
            assertClose("excess", one.excess(), row.get("loo_excess"), TOLERANCE);
            assertClose("gap", one.isolationGap(), row.get("isolation_gap"), TOLERANCE);
            // a ratio of distances that are themselves rounding has no digits
            if (one.restMedian() == 0 || one.restMedian() > 1e-6) {
                assertClose("ratio", one.ratio(), row.get("loo_ratio"), TOLERANCE);
            }
        }
        var pairs = distances.pairs();
        assertClose(
                "mean pair", Arrays.stream(pairs).average().orElseThrow(), expected.get("mean_pairwise"), TOLERANCE);
        assertClose("max pair", pairs[pairs.length - 1], expected.get("max_pairwise"), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outlierIsFoundAndNoneWhereThereIsNone(JsonNode vector) {
        var distances = DistanceMatrix.ofCosines(rows(vector.get("input").get("embeddings")));
        var expected = vector.get("expected");
        var defaults = FILE.get("defaults");
        var rule = new OutlierRule(
                defaults.get("min_excess").asDouble(), defaults.get("min_ratio").asDouble());
        assertThat(rule).isEqualTo(OutlierRule.DEFAULT);
        var outlier = rule.outlier(distances);
        if (expected.get("outlier_index").isNull()) {
            assertThat(outlier).isEmpty();
        } else {
            assertThat(outlier).hasValue(expected.get("outlier_index").asInt());
        }
        // of variants that stand out alike, rounding decides
        var most = OutlierRule.mostRemote(distances);
        var named = LeaveOneOut.of(distances, expected.get("argmax_loo_excess").asInt());
        assertThat(most.excess() - named.excess()).isBetween(0.0, TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plainScoresAreReproduced(JsonNode vector) {
        var distances = DistanceMatrix.ofCosines(rows(vector.get("input").get("embeddings")));
        var expected = vector.get("expected");
        var plain = PlainZ.of(distances);
        assertAllClose("z", plain.scores(), expected.get("classic_z_of_mean_dist"), TOLERANCE);
        assertAllClose("modified z", plain.modified(), expected.get("modified_z"), TOLERANCE);
        assertClose("bound", PlainZ.bound(distances.variants()), expected.get("classic_z_bound"), TOLERANCE);
        var known = expected.get("silhouette_singleton_vs_rest");
        var silhouette =
                Silhouette.of(distances, expected.get("argmax_loo_excess").asInt());
        assertAllClose("silhouette", silhouette.values(), known.get("per_item"), TOLERANCE);
        assertClose("mean", silhouette.mean(), known.get("mean"), TOLERANCE);
        assertClose("mean of others", silhouette.meanOfOthers(), known.get("mean_over_rest"), TOLERANCE);
    }

    @Test
    void boundsOfPlainScoresAreReproduced() {
        var known = FILE.get("critical_values");
        known.get("classic_z_max")
                .fields()
                .forEachRemaining(entry -> assertClose(
                        entry.getKey(), PlainZ.bound(Integer.parseInt(entry.getKey())), entry.getValue(), TOLERANCE));
        for (var level :
                Map.of("grubbs_two_sided_05", 0.05, "grubbs_two_sided_01", 0.01).entrySet()) {
            known.get(level.getKey())
                    .fields()
                    .forEachRemaining(entry -> assertClose(
                            entry.getKey(),
                            PlainZ.grubbs(Integer.parseInt(entry.getKey()), level.getValue()),
                            entry.getValue(),
                            TOLERANCE));
        }
        assertThatThrownBy(() -> PlainZ.grubbs(2, 0.05)).hasMessageContaining("n is 2");
        assertThatThrownBy(() -> Silhouette.of(DistanceMatrix.of(new double[][] {{0, 1}, {1, 0}}), 0))
                .hasMessageContaining("at least 3");
    }

    @ParameterizedTest
    @MethodSource("seedConsistency")
    void pValuesOverSeedsAreReproduced(JsonNode vector) {
        int variants = vector.get("variants").asInt();
        int seeds = vector.get("seeds").asInt();
        int flagged = vector.get("k").asInt();
        assertClose("one", SeedConsistency.pValueOfOne(variants, seeds, flagged), vector.get("p_single"), 1e-14);
        assertClose("all", SeedConsistency.pValue(variants, seeds, flagged), vector.get("p_bonferroni"), 1e-14);
    }
}
