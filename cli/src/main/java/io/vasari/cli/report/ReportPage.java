package io.vasari.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.report.ShareTable.Row;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A self-contained HTML page on one or more jobs: chart of shares, sheet of samples, figures. */
public final class ReportPage {
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Vasari report</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1d2430; background: #fff; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; border-top: 1px solid #d9dee7; padding-top: 1.5rem; }
            .verdict { border-left: .35rem solid #8a94a6; background: #f5f7fa; padding: .6rem 1rem; }
            .verdict.collapsed, .verdict.missing_classes { border-color: #c0392b; } .verdict.skewed { border-color: #d08700; } .verdict.diverse { border-color: #2d8a4e; }
            .row { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start; } .row > * { flex: 1 1 26rem; }
            svg { width: 100%%; height: auto; } svg text { font-size: 12px; fill: #4a5568; }
            .grid { stroke: #e6eaf0; } .bar { fill: #5b7db1; } .bar.off { fill: #c0392b; } .band { fill: #1d2430; opacity: .12; } .mark { stroke: #1d2430; stroke-width: 2; }
            table { border-collapse: collapse; } th, td { padding: .15rem .8rem; text-align: right; font-variant-numeric: tabular-nums; } th { border-bottom: 1px solid #8a94a6; font-weight: 600; }
            img { max-width: 100%%; image-rendering: pixelated; background: #000; } dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; } dt { color: #4a5568; } dd { margin: 0; }
            </style></head><body>
            <h1>What the critic says</h1>
            <p>Bars: share of each class among the samples. Black marks: share in the reference, with its band of 3 sigmas. Red bars: more than 5 sigmas off.</p>
            %s
            </body></html>
            """;

    private static final String SECTION =
            """
            <h2>%s</h2>
            <p class="verdict %s"><strong>%s</strong></p>
            <div class="row"><div>%s</div><div><table><thead><tr><th>class</th><th>count</th><th>share</th><th>expected</th><th>residual</th></tr></thead><tbody>%s</tbody></table></div></div>
            <dl>%s</dl>
            <p><img alt="the first samples" src="data:image/png;base64,%s"></p>
            """;

    private static final String FEATURES_ONLY =
            """
            <h2>%s</h2>
            <dl>%s</dl>
            <p><img alt="the first samples" src="data:image/png;base64,%s"></p>
            """;

    public static String of(List<? extends Shown> reports) {
        return PAGE.formatted(reports.stream().map(ReportPage::section).collect(Collectors.joining()));
    }

    private static String section(Shown report) {
        var evaluation = report.evaluation();
        var rows = ShareTable.rows(evaluation);
        if (rows.isEmpty()) {
            return FEATURES_ONLY.formatted(
                    escape(report.title()), figures(report), Base64.getEncoder().encodeToString(report.sheet()));
        }
        return SECTION.formatted(
                escape(report.title()),
                escape(evaluation.path("verdict").asText()),
                escape(evaluation.path("verdict_text").asText()),
                ShareChart.of(rows),
                rows.stream().map(ReportPage::row).collect(Collectors.joining()),
                figures(report),
                Base64.getEncoder().encodeToString(report.sheet()));
    }

    private static String row(Row row) {
        return "<tr><td>%s</td><td>%d</td><td>%.2f %%</td><td>%.2f %%</td><td>%+.1f &sigma;</td></tr>"
                .formatted(escape(row.name()), row.count(), 100 * row.share(), 100 * row.expected(), row.residual());
    }

    private static String figures(Shown report) {
        var evaluation = report.evaluation();
        var figures = new StringBuilder();
        for (String name : List.of(
                "samples",
                "effective_classes",
                "entropy_ratio",
                "total_variation_ratio",
                "chi_squared",
                "log10_p_value",
                "evidence_nats",
                "inception_score",
                "mean_discriminator_belief",
                "reference")) {
            if (evaluation.hasNonNull(name)) {
                figures.append(figure(name, evaluation.path(name)));
            }
        }
        evaluation.path("features").fields().forEachRemaining(feature -> {
            if (feature.getValue().isValueNode() && !feature.getValue().isNull()) {
                figures.append(figure(feature.getKey(), feature.getValue()));
            }
        });
        return figures.toString();
    }

    private static String figure(String name, JsonNode value) {
        return "<dt>%s</dt><dd>%s</dd>".formatted(escape(name.replace('_', ' ')), escape(rounded(value)));
    }

    private static String rounded(JsonNode figure) {
        return figure.isDouble() ? String.format(Locale.ROOT, "%.4g", figure.asDouble()) : figure.asText();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private ReportPage() {}
}
