package io.vasari.gateway.studies;

import java.util.List;
import java.util.Locale;

/** The worst groups as one HTML page, for whoever comes from a dashboard: each with a link to the report of its study. */
final class FindingsReport {
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Findings of studies</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; color: #1d2430; background: #fff; }
            h1 { font-size: 1.5rem; } .wide { overflow-x: auto; } table { border-collapse: collapse; }
            th, td { padding: .2rem .7rem; text-align: left; border-top: 1px solid #d9dee7; } .number { text-align: right; font-variant-numeric: tabular-nums; }
            </style></head><body>
            <h1>The worst groups of prompts</h1>
            <p>A group is all variants of a prompt on one noise. Severity is how many times its threshold it was off. One group proves nothing; the report of its study says what all seeds say together.</p>
            %s
            </body></html>
            """;
    private static final String HEAD =
            "<tr><th class=\"number\">severity</th><th>verdict</th><th>odd one out</th><th>by</th><th class=\"number\">median distance</th>"
                    + "<th>seed</th><th>model</th><th>study</th><th>ended</th></tr>";

    static String of(List<Finding> findings) {
        if (findings.isEmpty()) {
            return PAGE.formatted("<p>None: no study found anything.</p>");
        }
        var rows = new StringBuilder(HEAD);
        findings.forEach(finding -> rows.append(row(finding)));
        return PAGE.formatted("<div class=\"wide\"><table>" + rows + "</table></div>");
    }

    private static String row(Finding finding) {
        return ("<tr><td class=\"number\">%s</td><td>%s</td><td>%s</td><td>%s</td><td class=\"number\">%s</td><td>%d</td>"
                        + "<td>%s</td><td><a href=\"%s\">%s, %s</a></td><td>%s</td></tr>")
                .formatted(
                        Html.number(finding.severity()),
                        words(finding.verdict()),
                        Html.text(finding.outlier().orElse("")),
                        Html.text(finding.feature()),
                        Html.number(finding.medianDistance()),
                        finding.seed(),
                        Html.text(finding.model() + "@" + finding.revision()),
                        Html.text(finding.report()),
                        words(finding.perturbation()),
                        words(finding.studyVerdict()),
                        finding.at());
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private FindingsReport() {}
}
