package io.vasari.scores.prompt;

import static io.vasari.scores.Vectors.assertClose;
import static io.vasari.scores.Vectors.named;
import static io.vasari.scores.Vectors.numbers;
import static io.vasari.scores.Vectors.stream;
import static io.vasari.scores.Vectors.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.scores.Vectors;
import io.vasari.scores.linear.Rows;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VarianceDecompositionVectorsTest {
    private static final JsonNode FILE = Vectors.read("11_variance_decomposition.json");
    private static final double TOLERANCE = FILE.get("tolerance").asDouble();

    static Stream<JsonNode> tables() {
        return stream(FILE.get("cases")).filter(one -> one.get("input").has("y"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void tablesAreReproduced(JsonNode vector) {
        var v = VarianceDecomposition.of(table(vector.get("input").get("y")));
        var icc = IntraclassCorrelation.of(v);
        Map<String, Double> all = new TreeMap<>();
        all.put("SS_rows", v.ssPrompt());
        all.put("SS_cols", v.ssSeed());
        all.put("SS_resid", v.ssInteraction());
        all.put("SS_total", v.ssTotal());
        all.put("MS_rows", v.msPrompt());
        all.put("MS_cols", v.msSeed());
        all.put("MS_resid", v.msInteraction());
        all.put("MS_within", v.msWithin());
        all.put("ICC1", icc.oneWay());
        all.put("ICC2", icc.random());
        all.put("ICC3", icc.fixed());
        all.put("ICC1k", icc.oneWayOfMeans());
        all.put("ICC2k", icc.randomOfMeans());
        all.put("ICC3k", icc.fixedOfMeans());
        all.put("eta2_rows", v.promptShare());
        all.put("eta2_cols", v.seedShare());
        all.put("eta2_resid", v.interactionShare());
        all.put("omega2_rows", v.omegaSquaredPrompt());
        all.put("omega2_cols", v.omegaSquaredSeed());
        all.put("F_rows", v.fPrompt());
        all.put("p_rows", v.pValuePrompt());
        all.put("F_cols", v.fSeed());
        all.put("p_cols", v.pValueSeed());
        checkAll(all, vector.get("expected"));
        var components = vector.get("expected").get("var_components");
        assertClose("prompt", v.promptVariance(), components.get("rows"), TOLERANCE);
        assertClose("seed", v.seedVariance(), components.get("cols"), TOLERANCE);
        assertClose("rest", v.msInteraction(), components.get("resid"), TOLERANCE);
    }

    private static void checkAll(Map<String, Double> computed, JsonNode expected) {
        expected.fieldNames().forEachRemaining(name -> {
            if (expected.get(name).isNumber()) {
                assertThat(computed)
                        .as("a score for the vector's field %s", name)
                        .containsKey(name);
                assertClose(name, computed.get(name), expected.get(name), TOLERANCE);
            }
        });
    }

    @Test
    void embeddingsAreReproduced() {
        var vector = named(FILE.get("cases"), "embeddings_4prompts_3seeds");
        var e = vector.get("input").get("e");
        var cells = stream(e).flatMap(Vectors::stream).map(Vectors::numbers).toArray(double[][]::new);
        var v = VarianceDecomposition.of(Rows.of(cells), e.size());
        Map<String, Double> all = new TreeMap<>();
        all.put("SS_prompt", v.ssPrompt());
        all.put("SS_seed", v.ssSeed());
        all.put("SS_interaction", v.ssInteraction());
        all.put("SS_total", v.ssTotal());
        all.put("SS_total_from_pairwise", v.ssTotal());
        all.put("S_prompt", v.promptShare());
        all.put("S_seed", v.seedShare());
        all.put("S_interaction", v.interactionShare());
        all.put("total_effect_prompt", v.totalPromptShare());
        all.put("omega2_prompt", v.omegaSquaredPrompt());
        all.put("omega2_seed", v.omegaSquaredSeed());
        all.put("null_mean_S_prompt", v.expectedPromptShareOfNoise());
        all.put("permanova_pseudo_F", v.pseudoF());
        all.put("permanova_R2", v.promptShare());
        checkAll(all, vector.get("expected"));
    }

    @Test
    void noiseHasAPromptShareButNoOmegaSquared() {
        var random = new Random(2);
        double share = 0;
        double omega = 0;
        int studies = 2000;
        for (int i = 0; i < studies; i++) {
            var v = VarianceDecomposition.of(
                    Rows.of(
                            1,
                            random.doubles(12).map(u -> random.nextGaussian()).toArray()),
                    4);
            share += v.promptShare() / studies;
            omega += v.omegaSquaredPrompt() / studies;
        }
        assertThat(share).isCloseTo(3 / 11.0, within(0.02));
        assertThat(omega).isCloseTo(0, within(0.02));
    }

    @Test
    void whereNothingVariesNothingHasAShare() {
        var v = VarianceDecomposition.of(new double[][] {{0.1, 0.1, 0.1}, {0.1, 0.1, 0.1}, {0.1, 0.1, 0.1}});
        assertThat(v.ssTotal()).isZero();
        assertThat(v.promptShare() + v.seedShare() + v.interactionShare()).isZero();
        assertThat(v.omegaSquaredPrompt()).isZero();
        assertThat(v.pValuePrompt()).isEqualTo(1);
    }

    @Test
    void studyTakesTwoPromptsAndTwoSeedsAndAllCells() {
        assertThatThrownBy(() -> VarianceDecomposition.of(new double[][] {{1, 2}}))
                .hasMessageContaining("2 prompts");
        assertThatThrownBy(() -> VarianceDecomposition.of(new double[][] {{1}, {2}}))
                .hasMessageContaining("2 seeds");
        assertThatThrownBy(() -> VarianceDecomposition.of(new double[][] {{1, 2}, {3}}))
                .hasMessageContaining("row 1 has 1 numbers");
        assertThatThrownBy(() -> VarianceDecomposition.of(Rows.of(1, numbers(FILE.get("tolerance"))), 2))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
