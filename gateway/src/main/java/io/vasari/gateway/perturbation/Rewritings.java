package io.vasari.gateway.perturbation;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A prompt in other capitals, with other punctuation, or with one of its words denied. The prompt as it is comes first. */
final class Rewritings {
    static List<String> capitals(String prompt) {
        String lower = prompt.toLowerCase(Locale.ROOT);
        return distinct(
                prompt,
                lower,
                prompt.toUpperCase(Locale.ROOT),
                Arrays.stream(lower.split(" ")).map(Rewritings::capital).collect(Collectors.joining(" ")),
                capital(lower),
                alternating(lower));
    }

    static List<String> punctuation(String prompt) {
        return distinct(
                prompt,
                prompt + ".",
                prompt + "!",
                prompt + "...",
                prompt.replaceAll("\\s+", ", "),
                "\"" + prompt + "\"",
                "(" + prompt + ")",
                "- " + prompt);
    }

    /** All but the last word are denied, one at a time; of a single word there is "no" such thing. */
    static List<String> negations(String prompt) {
        var words = prompt.strip().split("\\s+");
        Set<String> variants = new LinkedHashSet<>();
        variants.add(prompt.strip());
        for (int denied = 0; denied < words.length - 1; denied++) {
            var text = words.clone();
            text[denied] = "not " + words[denied];
            variants.add(String.join(" ", text));
        }
        variants.add("no " + prompt.strip());
        return List.copyOf(variants);
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String alternating(String text) {
        var letters = text.toCharArray();
        for (int i = 1; i < letters.length; i += 2) {
            letters[i] = Character.toUpperCase(letters[i]);
        }
        return new String(letters);
    }

    private static List<String> distinct(String... variants) {
        return List.copyOf(new LinkedHashSet<>(List.of(variants)));
    }

    private Rewritings() {}
}
