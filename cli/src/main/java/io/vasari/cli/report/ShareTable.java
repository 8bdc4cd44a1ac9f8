package io.vasari.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The class shares of an evaluation against its reference, as text. */
public final class ShareTable {
    /**
     * One class.
     *
     * @param share of the samples, 0 to 1
     * @param expected share in the reference, 0 to 1
     * @param residual standardized, in sigmas
     */
    record Row(String name, long count, double share, double expected, double residual) {}

    static List<Row> rows(JsonNode evaluation) {
        return names(evaluation.path("class_counts"))
                .map(name -> new Row(
                        name,
                        evaluation.path("class_counts").path(name).asLong(),
                        evaluation.path("class_shares").path(name).asDouble(),
                        evaluation.path("expected_shares").path(name).asDouble(),
                        evaluation.path("residuals").path(name).asDouble()))
                .toList();
    }

    private static Stream<String> names(JsonNode object) {
        Iterable<String> names = object::fieldNames;
        return StreamSupport.stream(names.spliterator(), false);
    }

    public static String of(JsonNode evaluation) {
        var text = new StringBuilder();
        if (!rows(evaluation).isEmpty()) {
            classes(evaluation, text);
        }
        features(evaluation.path("features"), text);
        return text.append("  Verdict: ")
                .append(evaluation.path("verdict_text").asText())
                .append('\n')
                .toString();
    }

    private static void features(JsonNode features, StringBuilder text) {
        if (features.isObject()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  features of %d samples: kernel distance %.4g (standard error %.2g), density %.2f, coverage %.2f, Vendi %.1f%n",
                    features.path("samples").asLong(),
                    features.path("kernel_distance").asDouble(),
                    features.path("kernel_distance_standard_error").asDouble(),
                    features.path("density").asDouble(),
                    features.path("coverage_ratio").asDouble(),
                    features.path("vendi_score").asDouble()));
        }
    }

    private static void classes(JsonNode evaluation, StringBuilder text) {
        text.append("  class    count    share  expected  residual\n");
        for (Row row : rows(evaluation)) {
            text.append("  %-6s %7d  %6.2f %%  %6.2f %%  %+7.1f sigma\n"
                    .formatted(row.name, row.count, 100 * row.share, 100 * row.expected, row.residual));
        }
        text.append("  effective classes %.2f of %d, log10 p %.1f, total variation %.3f, reference %s\n"
                .formatted(
                        evaluation.path("effective_classes").asDouble(),
                        evaluation.path("class_counts").size(),
                        evaluation.path("log10_p_value").asDouble(),
                        evaluation.path("total_variation_ratio").asDouble(),
                        evaluation.path("reference").asText()));
    }

    private ShareTable() {}
}
