package io.vasari.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.scores.features.FeatureScores;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Figures of features as a table and in words. */
final class FeatureWords {
    private static final double STRONG_SIGMAS = 5;
    private static final double FAR_BELOW = 0.8;

    private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

    static {
        MEANINGS.put("kernel_distance", "0 for equal distributions, either side of it by chance");
        MEANINGS.put("kernel_distance_standard_error", "");
        MEANINGS.put("frechet_distance", "falls with n: compare it at one n only");
        MEANINGS.put("density", "1 for equal distributions");
        MEANINGS.put("coverage_ratio", "share of the reference that is reached");
        MEANINGS.put("precision_ratio", "share of the samples that lie among the reference");
        MEANINGS.put("recall_ratio", "share of the reference that lies among the samples");
        MEANINGS.put("vendi_score", "effective number of different samples");
        MEANINGS.put("rke_score", "the same, of the common ones");
        MEANINGS.put("ndb_ratio", "share of bins filled otherwise; 0.05 by chance");
        MEANINGS.put("near_duplicate_ratio", "share of the samples that have a twin");
    }

    private final JsonNode document;

    FeatureWords(JsonNode document) {
        this.document = document;
    }

    String table() {
        var text = new StringBuilder();
        MEANINGS.forEach((name, meaning) -> {
            if (document.path(name).isNumber()) {
                text.append(String.format(
                        Locale.ROOT,
                        "  %-31s %12.6g  %s%n",
                        name,
                        document.path(name).asDouble(),
                        meaning));
            }
        });
        return text.append("  %d samples against %d, dimension %d%n"
                        .formatted(
                                document.path("window_samples").asLong(),
                                document.path("reference").path("n").asLong(),
                                document.path("dimension").asLong()))
                .append("  Verdict: ")
                .append(verdict())
                .append(System.lineSeparator())
                .toString();
    }

    String verdict() {
        long n = document.path("window_samples").asLong();
        if (n < FeatureScores.MIN_SAMPLES
                || !document.path("kernel_distance_standard_error").isNumber()) {
            return "%d samples are too few to judge, it takes %d.".formatted(n, FeatureScores.MIN_SAMPLES);
        }
        double sigmas = document.path("kernel_distance").asDouble()
                / document.path("kernel_distance_standard_error").asDouble();
        if (!(sigmas > STRONG_SIGMAS)) {
            return String.format(
                    Locale.ROOT,
                    "The samples may well come from the reference's distribution (kernel distance %+.1f sigmas).",
                    sigmas);
        }
        double coverage = document.path("coverage_ratio").asDouble(1);
        double precision = document.path("precision_ratio").asDouble(1);
        String text = String.format(
                Locale.ROOT, "The samples differ from the reference (kernel distance %+.0f sigmas).", sigmas);
        double expected = document.path("expected_coverage_ratio").asDouble(1);
        if (coverage < FAR_BELOW * expected) {
            text += String.format(
                    Locale.ROOT,
                    " They reach %.0f %% of it, where %.0f %% are to be expected: something is missing.",
                    100 * coverage,
                    100 * expected);
        }
        return precision < FAR_BELOW
                ? text
                        + String.format(
                                Locale.ROOT, " %.0f %% of them lie where nothing real does.", 100 * (1 - precision))
                : text;
    }
}
