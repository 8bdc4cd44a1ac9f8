package io.vasari.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
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
        text.append("  Verdict: ")
                .append(evaluation.path("verdict_text").asText())
                .append('\n');
        return text.toString();
    }

    private ShareTable() {}
}
