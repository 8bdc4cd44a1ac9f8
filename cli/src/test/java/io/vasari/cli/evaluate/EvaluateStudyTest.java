package io.vasari.cli.evaluate;

import static io.vasari.cli.evaluate.Evaluated.assertClose;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluateStudyTest {
    private static final JsonNode OUTLIERS = vectors("10_prompt_outlier.json");
    private static final JsonNode VARIANCES = vectors("11_variance_decomposition.json");
    private static final double TOLERANCE = 1e-9;

    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("SS_rows", "/variance/sum_of_squares/prompt"),
            Map.entry("SS_cols", "/variance/sum_of_squares/seed"),
            Map.entry("SS_resid", "/variance/sum_of_squares/interaction"),
            Map.entry("SS_prompt", "/variance/sum_of_squares/prompt"),
            Map.entry("SS_seed", "/variance/sum_of_squares/seed"),
            Map.entry("SS_interaction", "/variance/sum_of_squares/interaction"),
            Map.entry("SS_total", "/variance/sum_of_squares/total"),
            Map.entry("SS_total_from_pairwise", "/variance/sum_of_squares/total"),
            Map.entry("MS_rows", "/variance/mean_square/prompt"),
            Map.entry("MS_cols", "/variance/mean_square/seed"),
            Map.entry("MS_resid", "/variance/mean_square/interaction"),
            Map.entry("MS_within", "/variance/mean_square/within_prompts"),
            Map.entry("ICC1", "/variance/intraclass_correlation/icc1"),
            Map.entry("ICC2", "/variance/intraclass_correlation/icc2"),
            Map.entry("ICC3", "/variance/intraclass_correlation/icc3"),
            Map.entry("ICC1k", "/variance/intraclass_correlation/icc1k"),
            Map.entry("ICC2k", "/variance/intraclass_correlation/icc2k"),
            Map.entry("ICC3k", "/variance/intraclass_correlation/icc3k"),
            Map.entry("eta2_rows", "/prompt_sensitivity_ratio/prompt"),
            Map.entry("eta2_cols", "/prompt_sensitivity_ratio/seed"),
            Map.entry("eta2_resid", "/prompt_sensitivity_ratio/interaction"),
            Map.entry("S_prompt", "/prompt_sensitivity_ratio/prompt"),
            Map.entry("S_seed", "/prompt_sensitivity_ratio/seed"),
            Map.entry("S_interaction", "/prompt_sensitivity_ratio/interaction"),
            Map.entry("total_effect_prompt", "/variance/total_prompt_ratio"),
            Map.entry("omega2_rows", "/prompt_sensitivity_omega_squared"),
            Map.entry("omega2_cols", "/variance/omega_squared/seed"),
            Map.entry("omega2_prompt", "/prompt_sensitivity_omega_squared"),
            Map.entry("omega2_seed", "/variance/omega_squared/seed"),
            Map.entry("null_mean_S_prompt", "/variance/expected_prompt_ratio_of_noise"),
            Map.entry("permanova_pseudo_F", "/variance/pseudo_f"),
            Map.entry("permanova_R2", "/prompt_sensitivity_ratio/prompt"),
            Map.entry("F_rows", "/variance/f/prompt"),
            Map.entry("F_cols", "/variance/f/seed"),
            Map.entry("p_rows", "/variance/p_value/prompt"),
            Map.entry("p_cols", "/variance/p_value/seed"));

    @TempDir
    Path folder;

    static Stream<JsonNode> outliers() {
        return stream(OUTLIERS.get("cases"));
    }

    static Stream<JsonNode> variances() {
        return stream(VARIANCES.get("cases"));
    }

    static Stream<JsonNode> seedConsistency() {
        return stream(OUTLIERS.get("seed_consistency"));
    }

    @ParameterizedTest
    @MethodSource("outliers")
    void distancesAndOutlierOfASeedAreReproduced(JsonNode vector) {
        JsonNode embeddings = vector.get("input").get("embeddings");
        var text = header(embeddings.get(0).size());
        for (int i = 0; i < embeddings.size(); i++) {
            text.append("p")
                    .append(i)
                    .append(",7,")
                    .append(list(embeddings.get(i)))
                    .append('\n');
        }
        JsonNode document = json("--study", write(folder.resolve("study.csv"), text.toString()));
        JsonNode expected = vector.get("expected");
        for (int i = 0; i < embeddings.size(); i++) {
            for (int j = 0; j < embeddings.size(); j++) {
                String place = "/by_seed/0/distances/" + i + "/" + j;
                assertClose(
                        document, place, expected.get("distance_matrix").get(i).get(j), TOLERANCE);
            }
            JsonNode row = expected.get("per_item").get(i);
            String variant = "/by_seed/0/variants/" + i;
            assertClose(document, variant + "/mean_distance", row.get("mean_dist"), TOLERANCE);
            assertClose(document, variant + "/median_distance", row.get("median_dist"), TOLERANCE);
            assertClose(document, variant + "/rest_median_distance", row.get("rest_median"), TOLERANCE);
            assertClose(document, variant + "/excess", row.get("loo_excess"), TOLERANCE);
            assertClose(document, variant + "/isolation_gap", row.get("isolation_gap"), TOLERANCE);
            assertClose(
                    document,
                    variant + "/z_score",
                    expected.get("classic_z_of_mean_dist").get(i),
                    TOLERANCE);
            assertClose(
                    document,
                    variant + "/modified_z_score",
                    expected.get("modified_z").get(i),
                    TOLERANCE);
        }
        JsonNode silhouette = expected.get("silhouette_singleton_vs_rest");
        assertClose(document, "/z_score_bound", expected.get("classic_z_bound"), TOLERANCE);
        assertClose(document, "/by_seed/0/silhouette/mean", silhouette.get("mean"), TOLERANCE);
        assertClose(document, "/by_seed/0/silhouette/mean_of_others", silhouette.get("mean_over_rest"), TOLERANCE);
        // of variants that stand out alike, rounding decides which one is taken to be alone
        if (document.at("/by_seed/0/most_remote_index").equals(expected.get("argmax_loo_excess"))) {
            for (int i = 0; i < embeddings.size(); i++) {
                assertClose(
                        document,
                        "/by_seed/0/variants/" + i + "/silhouette",
                        silhouette.get("per_item").get(i),
                        TOLERANCE);
            }
        }
        assertClose(document, "/by_seed/0/mean_distance", expected.get("mean_pairwise"), TOLERANCE);
        assertClose(document, "/by_seed/0/max_distance", expected.get("max_pairwise"), TOLERANCE);
        assertThat(document.at("/by_seed/0/outlier_index")).isEqualTo(expected.get("outlier_index"));
        assertThat(document.at("/verdict").asText()).isEqualTo("insufficient");
    }

    @ParameterizedTest
    @MethodSource("variances")
    void variancesAreReproduced(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode table = input.has("y") ? input.get("y") : input.get("e");
        var text = header(input.has("y") ? 1 : table.get(0).get(0).size());
        for (int prompt = 0; prompt < table.size(); prompt++) {
            for (int seed = 0; seed < table.get(prompt).size(); seed++) {
                JsonNode cell = table.get(prompt).get(seed);
                String numbers = cell.isArray() ? list(cell) : cell.asText();
                text.append("\"p, ")
                        .append(prompt)
                        .append("\",")
                        .append(seed)
                        .append(',')
                        .append(numbers)
                        .append('\n');
            }
        }
        JsonNode document = json("--study", write(folder.resolve("study.csv"), text.toString()));
        vector.get("expected").fields().forEachRemaining(field -> {
            if (field.getKey().equals("var_components")) {
                assertClose(
                        document, "/variance/component/prompt", field.getValue().get("rows"), TOLERANCE);
                assertClose(
                        document, "/variance/component/seed", field.getValue().get("cols"), TOLERANCE);
                assertClose(
                        document,
                        "/variance/component/interaction",
                        field.getValue().get("resid"),
                        TOLERANCE);
            } else {
                assertClose(document, PLACES.get(field.getKey()), field.getValue(), TOLERANCE);
            }
        });
        assertThat(document.at("/prompts/0").asText()).isEqualTo("p, 0");
    }

    /** One variant is far from the others on k seeds, and like them on the rest. */
    @ParameterizedTest
    @MethodSource("seedConsistency")
    void pValuesOverSeedsAreReproduced(JsonNode vector) {
        int variants = vector.get("variants").asInt();
        int seeds = vector.get("seeds").asInt();
        int flagged = vector.get("k").asInt();
        JsonNode document = json("--study", study(variants, seeds, flagged));
        assertThat(document.at("/flagged_seeds").asInt()).isEqualTo(flagged);
        assertClose(document, "/p_value_of_one", vector.get("p_single"), 1e-12);
        assertClose(document, "/p_value", vector.get("p_bonferroni"), 1e-12);
    }

    private Path study(int variants, int seeds, int flagged) {
        var text = header(2);
        for (int variant = 0; variant < variants; variant++) {
            for (int seed = 0; seed < seeds; seed++) {
                boolean odd = variant == 1 && seed < flagged;
                text.append("p%d,%d,%s%n".formatted(variant, seed, odd ? "0,1" : "1," + 0.001 * variant));
            }
        }
        return write(folder.resolve("study.csv"), text.toString());
    }

    @Test
    void criticalZScoresAreReproduced() {
        JsonNode known = OUTLIERS.get("critical_values");
        for (String variants : List.of("3", "4", "5", "6", "8", "10")) {
            JsonNode document = json("--study", study(Integer.parseInt(variants), 1, 1));
            assertClose(document, "/z_score_bound", known.at("/classic_z_max/" + variants), TOLERANCE);
            assertClose(document, "/z_score_critical/0.05", known.at("/grubbs_two_sided_05/" + variants), TOLERANCE);
            assertClose(document, "/z_score_critical/0.01", known.at("/grubbs_two_sided_01/" + variants), TOLERANCE);
        }
    }

    @Test
    void twoPromptsOrOneSeedSayWhatTheyCan() {
        JsonNode two = json("--study", study(2, 3, 0));
        assertThat(two.at("/verdict").asText()).isEqualTo("insufficient");
        assertThat(two.at("/left_out").toString()).contains("at least 3 prompts");
        assertThat(two.at("/prompt_sensitivity_ratio/prompt").asDouble()).isCloseTo(1, within(1e-9));
        Path opposite = write(folder.resolve("two.csv"), "prompt,seed,e0,e1\na,1,1,0\nb,1,0,1\n");
        assertThat(Cli.run("evaluate", "--study", opposite.toString()).out())
                .contains("2 prompts, 1 seed", "1.0000       -    0/1    b");
        JsonNode one = json("--study", study(4, 1, 1));
        assertThat(one.at("/by_seed/0/outlier").asText()).isEqualTo("p1");
        assertThat(one.at("/left_out").toString()).contains("at least 2 prompts and 2 seeds");
    }

    @Test
    void onePromptHasNoDistances() {
        JsonNode document = json("--study", study(1, 3, 0));
        assertThat(document.has("prompt_mean_distance")).isFalse();
        assertThat(document.at("/by_seed/0").has("mean_distance")).isFalse();
        assertThat(document.at("/left_out").toString()).contains("one prompt has no pairs");
    }

    @Test
    void aColumnOfRowNumbersBeforeThePromptIsSkipped() {
        String rows = ",prompt,seed,e0,e1\n0,a,1,1,0\n1,b,1,0,1\n";
        JsonNode document = json("--study", write(folder.resolve("study.csv"), rows));
        assertThat(document.at("/by_seed/0/distances/0/1").asDouble()).isEqualTo(1);
        assertThat(document.at("/prompts/1").asText()).isEqualTo("b");
    }

    @Test
    void whatStandsOutOnAllSeedsIsNamed() {
        Path file = study(4, 6, 6);
        JsonNode document = json("--study", file, "--expect", "variant");
        assertThat(document.at("/verdict").asText()).isEqualTo("outlier");
        assertThat(document.at("/outlier").asText()).isEqualTo("p1");
        assertThat(document.at("/prompt_mean_distance").asDouble()).isPositive();
        var outcome = Cli.run("evaluate", "--study", file.toString());
        assertThat(outcome.out()).contains("'p1' stands out on 6 of 6 seeds: that is no luck");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "prompt,e0;a,1 | lacks column seed: it has 'e0' in place 2",
                "prompt,seed;a,1 | lacks column e0: it has nothing in place 3",
                "prompt,seed,e0,e2;a,1,1,1 | lacks column e1: it has 'e2' in place 4",
                "prompt,seed,e0,e1;a,1,1,1 | has 1 row of embeddings",
                "prompt,seed,e0,e1;a,1,1,1;a,1,2,2 | line 3 has prompt 'a' with seed 1 again, after line 2",
                "prompt,seed,e0,e1;a,1,1,1;b,2,2,2 | has no row of prompt 'a' with seed 2",
                "prompt,seed,e0,e1;a,1,1,1;b,1,2,inf | line 3, column e1",
                "prompt,seed,e0,e1;a,1,1,1;b,1,2 | line 3 has 3 cells, line 1 has 4",
            })
    void aBrokenStudyIsRefused(String rows, String problem) {
        Path file = write(folder.resolve("study.csv"), rows.replace(';', '\n'));
        var outcome = Cli.run("evaluate", "--study", file.toString());
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("study.csv", problem);
        assertThat(outcome.err().strip()).doesNotContain("\n");
    }

    private static StringBuilder header(int dimension) {
        var header = new StringBuilder("prompt,seed");
        for (int i = 0; i < dimension; i++) {
            header.append(",e").append(i);
        }
        return header.append('\n');
    }
}
