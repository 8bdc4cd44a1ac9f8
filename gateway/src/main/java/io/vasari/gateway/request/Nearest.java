package io.vasari.gateway.request;

import io.vasari.gateway.errors.FieldError;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The known names that a mistyped one was probably meant to be. */
public final class Nearest {
    private static final int SHOWN = 3;
    private static final int COMPARED_CHARACTERS = 64;

    /** Up to three of the names, nearest first; none that differs in more than a third of its letters. */
    public static List<String> to(String typed, Collection<String> names) {
        var word = typed.substring(0, Math.min(typed.length(), COMPARED_CHARACTERS))
                .toLowerCase(Locale.ROOT);
        record Candidate(String name, int distance) {}
        return names.stream()
                .map(name -> new Candidate(name, distance(word, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance <= Math.max(1, candidate.name.length() / 3))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(SHOWN)
                .map(Candidate::name)
                .toList();
    }

    /** {@code , did you mean 'mnist-gan'?}, or nothing. */
    static String suggestion(String typed, Collection<String> names) {
        var nearest = to(typed, names);
        return nearest.isEmpty() ? "" : ", did you mean '" + String.join("' or '", nearest) + "'?";
    }

    /**
     * A whole sentence: {@code there is no model 'mnist-gam', did you mean 'mnist-gan'?; models: mnist-gan, mnist-lenet}.
     *
     * @param claim that precedes what was typed, such as {@code there is no model}
     * @param kind of the names, in plural
     */
    public static String unknown(String claim, String typed, String kind, Collection<String> names) {
        return claim + " '" + FieldError.cut(typed) + "'" + suggestion(typed, names) + "; " + kind + ": "
                + String.join(", ", names);
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    static int distance(String a, String b) {
        var before = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }

    private Nearest() {}
}
