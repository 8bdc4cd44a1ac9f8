package io.vasari.scores.verdict;

import io.vasari.contracts.Verdict;
import io.vasari.scores.ClassRow;
import io.vasari.scores.ClassScores;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** The sentence that tells a person why. */
final class Wording {
    private static final int DEPARTURES = 3;

    private final ClassScores scores;
    private final ClassWords words;

    Wording(ClassScores scores) {
        this.scores = scores;
        this.words = ClassWords.of(scores.reference().classNames());
    }

    String of(Verdict verdict) {
        return capital(
                switch (verdict) {
                    case INSUFFICIENT -> insufficient();
                    case COLLAPSED -> collapsed();
                    case MISSING_CLASSES -> missing();
                    case SKEWED -> departures(DEPARTURES) + ".";
                    case DIVERSE -> diverse();
                });
    }

    private String insufficient() {
        return "%d %s too few to judge, it takes %d."
                .formatted(
                        scores.n(),
                        scores.n() == 1 ? "sample is" : "samples are",
                        Judge.minSamples(scores.counts().classes()));
    }

    private String collapsed() {
        String text = format(
                "the model has collapsed: its samples are as varied as %.1f of %d %s.",
                scores.effectiveClasses(), scores.counts().classes(), words.plural());
        return scores.missing().isEmpty() ? text + " " + capital(departures(1)) + "." : text + " " + missing();
    }

    private String missing() {
        double log10 = scores.missing().log10PValue();
        String chance = log10 > -1 ? "" : format(": the chance of that is below 1e%d", (long) Math.ceil(log10));
        return capital(words.being(scores.missingNames()) + " missing" + chance + ".");
    }

    private String diverse() {
        String presence = scores.missing().isEmpty()
                ? "all %d %s occur".formatted(scores.counts().classes(), words.plural())
                : words.being(scores.missingNames()) + " not there, which may be chance";
        if (scores.fit().log10PValue() >= Judge.MAX_LOG10_P) {
            return presence + ", in shares that may well be those of the reference.";
        }
        String most = departures(1);
        // not skewed although they differ: by too little, or in too few samples to say so
        String extent = scores.totalVariation() > Judge.MIN_TOTAL_VARIATION
                ? "by %.1f %% of the samples, which it takes " + Judge.MIN_SAMPLES_SKEWED + " samples to call skewed"
                : "but not by much (%.1f %% of the samples)";
        return presence
                + ", in shares that differ measurably from the reference, "
                + format(extent, 100 * scores.totalVariation())
                + (most.isEmpty() ? "." : ": " + most + ".");
    }

    private String departures(int limit) {
        return scores.rows().stream()
                .filter(row -> row.log10PValue() < Math.log10(0.05))
                .sorted(Comparator.comparingDouble(row -> -Math.abs(row.residualSigmas())))
                .limit(limit)
                .map(this::departure)
                .collect(Collectors.joining("; "));
    }

    private String departure(ClassRow row) {
        double sigmas = row.residualSigmas();
        if (Double.isInfinite(sigmas)) {
            return format(
                    "%s there (%.1f %%), which the reference has not got", words.being(row.name()), 100 * row.share());
        }
        return format(
                Math.abs(sigmas) < 10
                        ? "%s %s-represented (%.1f %% where %.1f %% is expected, %+.1f sigmas)"
                        : "%s %s-represented (%.1f %% where %.1f %% is expected, %+.0f sigmas)",
                words.being(row.name()),
                sigmas > 0 ? "over" : "under",
                100 * row.share(),
                100 * row.expectedShare(),
                sigmas);
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
