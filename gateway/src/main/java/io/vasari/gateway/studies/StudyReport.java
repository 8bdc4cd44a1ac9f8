package io.vasari.gateway.studies;

import io.vasari.contracts.PromptVerdict;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.StudyEvaluation.Feature;
import io.vasari.contracts.StudyEvaluation.Variance;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;

/** A study as one HTML page that needs nothing beside it: images, distances, verdict, variance, alignment, attributes. */
final class StudyReport {
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Study %s</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; color: #1d2430; background: #fff; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; border-top: 1px solid #d9dee7; padding-top: 1rem; }
            .verdict { border-left: .35rem solid #8a94a6; background: #f5f7fa; padding: .6rem 1rem; }
            .verdict.outlier, .verdict.dispersed, .verdict.too_similar { border-color: #c0392b; } .verdict.consistent { border-color: #2d8a4e; }
            .wide { overflow-x: auto; } table { border-collapse: collapse; } th, td { padding: .15rem .5rem; text-align: right; font-variant-numeric: tabular-nums; }
            th { font-weight: 600; } th[scope=row] { text-align: left; white-space: nowrap; } .blamed { color: #c0392b; }
            .grid td { padding: 2px; } .grid img { width: 72px; image-rendering: pixelated; display: block; } .grid .none { width: 72px; height: 72px; background: #e6eaf0; }
            .heat td { min-width: 3.2rem; text-align: center; } .bar { display: flex; height: 1.6rem; max-width: 48rem; }
            .bar div { color: #fff; padding: 0 .4rem; overflow: hidden; white-space: nowrap; } .prompt { background: #c0392b; } .seed { background: #5b7db1; } .both { background: #8a94a6; }
            .bad { color: #c0392b; font-weight: 600; } dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; } dt { color: #4a5568; } dd { margin: 0; overflow-wrap: anywhere; } code { font-size: .85em; }
            </style></head><body>
            <h1>%s</h1>
            %s
            <h2>Images</h2>
            <p>A row for each prompt, a column for each seed. All images of a column started from the same noise.</p>
            %s
            %s
            </body></html>
            """;

    private final StudyDocument study;
    private final StudyPictures pictures;
    private final Optional<StudyEvaluation> evaluation;
    private final StringBuilder out = new StringBuilder();

    private StudyReport(StudyDocument study, StudyPictures pictures, Optional<StudyEvaluation> evaluation) {
        this.study = study;
        this.pictures = pictures;
        this.evaluation = evaluation;
    }

    /** @param evaluation empty while there is none */
    static String of(StudyDocument study, StudyPictures pictures, Optional<StudyEvaluation> evaluation) {
        return new StudyReport(study, pictures, evaluation).page();
    }

    private String page() {
        String heading = "%s %s: %s"
                .formatted(
                        study.perturbation().name().charAt(0)
                                + study.perturbation().name().substring(1).toLowerCase(Locale.ROOT),
                        study.template()
                                .map(text -> "of \u201c" + text + "\u201d")
                                .orElse("study"),
                        study.model() + "@" + study.revision());
        String verdict = evaluation
                .map(said -> "<p class=\"verdict %s\"><strong>%s</strong></p>"
                        .formatted(name(said.verdict()), Html.text(said.verdictText())))
                .orElse("<p class=\"verdict\">Not judged yet: %d of %d images are there.</p>"
                        .formatted(study.samples().done(), study.samples().requested()));
        return PAGE.formatted(
                study.id(),
                Html.text(heading),
                verdict,
                grid(),
                evaluation.map(this::judged).orElse(""));
    }

    private String grid() {
        var table = new StringBuilder("<div class=\"wide\"><table class=\"grid\"><tr><th></th>");
        study.seeds().forEach(seed -> table.append("<th>").append(seed).append("</th>"));
        table.append("</tr>");
        for (int row = 0; row < study.prompts().size(); row++) {
            table.append("<tr>").append(rowHead(row));
            for (int column = 0; column < study.seeds().size(); column++) {
                table.append("<td>")
                        .append(pictures.of(row * study.seeds().size() + column)
                                .map(picture -> "<img alt=\"\" src=\"data:image/png;base64,"
                                        + Base64.getEncoder().encodeToString(StudyPictures.png(picture)) + "\">")
                                .orElse("<div class=\"none\"></div>"))
                        .append("</td>");
            }
            table.append("</tr>");
        }
        return table.append("</table></div>").toString();
    }

    private String rowHead(int row) {
        boolean blamed = evaluation
                .filter(said -> said.verdict() == PromptVerdict.OUTLIER)
                .filter(said -> said.outlier().orElse(-1) == row)
                .isPresent();
        return "<th scope=\"row\"%s>%s</th>"
                .formatted(
                        blamed ? " class=\"blamed\"" : "",
                        Html.text(study.prompts().get(row)));
    }

    private String judged(StudyEvaluation said) {
        said.distances().forEach((feature, matrix) -> heat(said, feature, matrix));
        variances(said);
        seeds(said);
        if (said.alignment().length > 0) {
            alignment(said);
        }
        if (!said.attributes().isEmpty()) {
            attributes(said);
        }
        out.append(ThresholdTable.of(said));
        return out.toString();
    }

    private void heat(StudyEvaluation said, String feature, float[][] matrix) {
        var own = Optional.ofNullable(said.features().get(feature));
        out.append("<h2>Distances: %s</h2><p>%s, mean of the seeds%s.</p>"
                .formatted(
                        Html.text(feature),
                        Html.text(StudyFeatures.meaning(said, feature)),
                        own.map(StudyReport::alone).orElse("")
                                + (said.foundBy().contains(feature)
                                        ? ". <strong>The verdict rests on these</strong>"
                                        : "")));
        var scale = HeatScale.of(matrix, StudyFeatures.thresholds(said, feature).dispersedAbove());
        out.append("<div class=\"wide\"><table class=\"heat\">");
        for (int row = 0; row < matrix.length; row++) {
            out.append("<tr>").append(rowHead(row));
            for (int column = 0; column < matrix.length; column++) {
                double distance = matrix[row][column];
                out.append("<td style=\"background:%s;color:%s\">%s</td>"
                        .formatted(
                                HeatScale.hex(scale.colour(distance)),
                                HeatScale.hex(scale.ink(distance)),
                                row == column ? "" : Html.number(distance)));
            }
            out.append("</tr>");
        }
        out.append("</table></div>");
    }

    /** What a feature says by itself. */
    private static String alone(Feature feature) {
        return "; median of all pairs %s, mean %s, 99 %% within %s; by themselves they say <strong>%s</strong>"
                .formatted(
                        Html.number(feature.medianDistance()),
                        Html.number(feature.meanDistance()),
                        Html.number(feature.mostDistance()),
                        name(feature.verdict()));
    }

    private void variances(StudyEvaluation said) {
        var variances = StudyFeatures.variances(said);
        if (variances.isEmpty()) {
            return;
        }
        out.append("<h2>Where the variance comes from</h2>");
        variances.forEach(this::variance);
        out.append(
                "<p>Omega squared of the prompt is about 0 where wording makes no difference. Structure is the luma of the"
                        + " pixels, colour their CIELAB.</p>");
    }

    private void variance(String feature, Variance variance) {
        out.append("<p>%s: omega squared of the prompt %s</p><div class=\"bar\">"
                .formatted(Html.text(feature), Html.number(variance.omegaSquared())));
        part("prompt", "prompt", variance.promptRatio());
        part("seed", "seed", variance.seedRatio());
        part("both", "both together", variance.interactionRatio());
        out.append("</div>");
    }

    private void part(String kind, String name, double share) {
        out.append(String.format(
                Locale.ROOT,
                "<div class=\"%s\" style=\"width:%.1f%%\" title=\"%s %.1f %%\">%s %.0f %%</div>",
                kind,
                100 * share,
                name,
                100 * share,
                name,
                100 * share));
    }

    private void seeds(StudyEvaluation said) {
        out.append("<h2>Seed by seed</h2><p>One seed alone proves nothing. Over all of them \u201cp\u201d is %s.</p>"
                .formatted(Html.number(said.pValue())));
        out.append("<table><tr><th>seed</th><th>verdict</th><th>by</th><th>stands out</th><th>excess</th><th>median"
                + " distance</th><th>sha256 of the noise</th></tr>");
        for (var group : said.groups()) {
            out.append(
                    "<tr><td>%d</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td><code>%s</code></td></tr>"
                            .formatted(
                                    group.seed(),
                                    name(group.verdict()),
                                    Html.text(group.feature().orElse(said.judgedBy())),
                                    group.outlier().isPresent()
                                            ? Html.text(said.prompts()
                                                    .get(group.outlier().getAsInt()))
                                            : "",
                                    Html.number(group.excess()),
                                    Html.number(group.medianDistance()),
                                    group.noiseSha256().orElse("not told, or not the same")));
        }
        out.append("</table>");
    }

    private void alignment(StudyEvaluation said) {
        out.append(
                "<h2>Alignment</h2><p>Cosine of an image and its prompt, by seed; then the mean.</p><div class=\"wide\">"
                        + "<table>");
        for (int row = 0; row < said.alignment().length; row++) {
            out.append("<tr>").append(rowHead(row));
            double sum = 0;
            for (float cosine : said.alignment()[row]) {
                sum += cosine;
                out.append("<td>").append(Html.number(cosine)).append("</td>");
            }
            out.append("<td><strong>%s</strong></td></tr>"
                    .formatted(Html.number(sum / Math.max(1, said.alignment()[row].length))));
        }
        out.append("</table></div>");
    }

    private void attributes(StudyEvaluation said) {
        var names = new LinkedHashSet<String>();
        said.attributes().forEach(check -> names.add(check.attribute()));
        for (String name : names) {
            out.append("<h2>Asked for, and seen: %s</h2><p>By %s.</p><div class=\"wide\"><table>"
                    .formatted(
                            Html.text(name),
                            said.attributeClassifier().map(Object::toString).orElse("")));
            said.attributes().stream()
                    .filter(check -> check.attribute().equals(name))
                    .forEach(check -> {
                        out.append("<tr>")
                                .append(rowHead(check.prompt()))
                                .append("<td><strong>%d of %d</strong></td>"
                                        .formatted(check.passed(), check.seen().size()));
                        check.seen()
                                .forEach(seen -> out.append("<td%s>%s</td>"
                                        .formatted(
                                                seen.equals(check.expected()) ? "" : " class=\"bad\"",
                                                Html.text(seen))));
                        out.append("</tr>");
                    });
            out.append("</table></div>");
        }
    }

    private static String name(PromptVerdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
