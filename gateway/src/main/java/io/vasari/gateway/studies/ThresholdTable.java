package io.vasari.gateway.studies;

import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.StudyEvaluation.Calibration;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What the distances of a study were held against, as HTML. */
final class ThresholdTable {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    static String of(StudyEvaluation said) {
        var out = new StringBuilder("<h2>Thresholds</h2><p>%s</p>"
                .formatted(Html.text(said.calibration()
                        .map(ThresholdTable::source)
                        .or(() -> said.calibrationIgnored().map(why -> "Default, not calibrated: " + why + "."))
                        .orElse("Default, not calibrated: no replays were measured of this revision."))));
        out.append("<div class=\"wide\"><table><tr><th></th><th>outlier: farther by</th><th>and times as far</th>"
                + "<th>dispersed above</th><th>too similar below</th><th>replays stay within</th></tr>");
        for (String feature : said.distances().keySet()) {
            var limits = StudyFeatures.thresholds(said, feature);
            out.append("<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                    .formatted(
                            Html.text(feature),
                            plain(limits.minExcess()),
                            plain(limits.minRatio()),
                            plain(limits.dispersedAbove()),
                            plain(limits.tooSimilarBelow()),
                            limits.replayDistance().isPresent()
                                    ? Html.number(limits.replayDistance().getAsDouble())
                                    : "not measured"));
        }
        out.append(
                "</table></div><p>An outlier is farther from the others than they from each other, by at least so much and"
                        + " so many times; its p is at most %s. Dispersed and too similar are said of the median of all pairs by"
                                .formatted(plain(said.thresholds().significance()))
                        + " embedding, of their mean by structure and colour.</p>");
        return out.toString();
    }

    private static String source(Calibration made) {
        return "Calibrated on %d replays of %d %s on %s by %s: none is below %s times what %s %% of the replays stay within."
                .formatted(
                        made.replays(),
                        made.prompts(),
                        made.prompts() == 1 ? "prompt" : "prompts",
                        MINUTE.format(made.at()),
                        made.code(),
                        plain(made.margin()),
                        plain(100 * made.quantile()));
    }

    /** Six digits that count, and no zeros behind them. */
    private static String plain(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private ThresholdTable() {}
}
