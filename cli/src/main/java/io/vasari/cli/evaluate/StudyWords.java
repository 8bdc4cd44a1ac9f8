package io.vasari.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Figures of a study as tables and in words. */
final class StudyWords {
    private static final int SHOWN = 20;

    private final JsonNode document;

    StudyWords(JsonNode document) {
        this.document = document;
    }

    String table() {
        var text = new StringBuilder();
        int prompts = document.path("prompts").size();
        int seeds = document.path("seeds").size();
        text.append("  %d %s, %d %s%n"
                .formatted(prompts, prompts == 1 ? "prompt" : "prompts", seeds, seeds == 1 ? "seed" : "seeds"));
        if (document.has("by_seed")) {
            prompts(text);
        }
        JsonNode shares = document.path("prompt_sensitivity_ratio");
        if (shares.isObject()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  variation: prompt %.1f %%, seed %.1f %%, both together %.1f %% (omega squared of the prompt %.3f)%n",
                    100 * shares.path("prompt").asDouble(),
                    100 * shares.path("seed").asDouble(),
                    100 * shares.path("interaction").asDouble(),
                    document.path("prompt_sensitivity_omega_squared").asDouble()));
        }
        if (document.has("verdict")) {
            text.append("  Verdict: ").append(verdict()).append(System.lineSeparator());
        }
        return text.toString();
    }

    /** Of each prompt, the mean over seeds of what the rule looks at. */
    private void prompts(StringBuilder text) {
        text.append("  distance  excess  flagged  prompt\n");
        int prompts = Math.min(SHOWN, document.path("prompts").size());
        JsonNode seeds = document.path("by_seed");
        for (int i = 0; i < prompts; i++) {
            double distance = 0;
            double excess = 0;
            int flagged = 0;
            for (JsonNode seed : seeds) {
                distance += meanDistance(seed.path("distances").path(i)) / seeds.size();
                excess += seed.path("variants").path(i).path("excess").asDouble() / seeds.size();
                flagged += seed.path("outlier_index").isInt()
                                && seed.path("outlier_index").asInt() == i
                        ? 1
                        : 0;
            }
            text.append(String.format(
                    Locale.ROOT,
                    "  %8.4f %7s  %3d/%-3d  %s%n",
                    distance,
                    seeds.path(0).has("variants") ? String.format(Locale.ROOT, "%+.4f", excess) : "-",
                    flagged,
                    seeds.size(),
                    document.path("prompts").path(i).asText()));
        }
        int rest = document.path("prompts").size() - prompts;
        if (rest > 0) {
            text.append("  and %d more%n".formatted(rest));
        }
    }

    /** To the others; the row has one number more, 0, to itself. */
    private static double meanDistance(JsonNode row) {
        double sum = 0;
        for (JsonNode distance : row) {
            sum += distance.asDouble();
        }
        return row.size() < 2 ? 0 : sum / (row.size() - 1);
    }

    private String verdict() {
        String outlier = document.path("outlier").asText();
        int flagged = document.path("flagged_seeds").asInt();
        int seeds = document.path("seeds").size();
        double p = document.path("p_value").asDouble();
        double median = document.path("prompt_median_distance").asDouble();
        return switch (document.path("verdict").asText()) {
            case "outlier" -> String.format(
                    Locale.ROOT,
                    "'%s' stands out on %d of %d seeds: that is no luck (p = %.2g).",
                    outlier,
                    flagged,
                    seeds,
                    p);
            case "dispersed" -> String.format(
                    Locale.ROOT,
                    "prompts that should give alike images do not (median distance %.3f), and none of them is to blame.",
                    median);
            case "too_similar" -> String.format(
                    Locale.ROOT, "prompts that should give different images do not (median distance %.3f).", median);
            case "insufficient" -> "too few prompts or seeds for a verdict: it takes 3 prompts, and so many seeds that"
                    + " an outlier on all of them is no luck.";
            default -> flagged == 0
                    ? String.format(Locale.ROOT, "as expected (median distance %.3f).", median)
                    : String.format(
                            Locale.ROOT,
                            "as expected: '%s' stands out on %d of %d seeds, which may be luck (p = %.2g).",
                            outlier,
                            flagged,
                            seeds,
                            p);
        };
    }
}
