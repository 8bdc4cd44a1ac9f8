package io.vasari.evaluator.study;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a prompt asks for, in the words of a classifier. */
public final class NamedClasses {
    private static final Set<String> DENIALS = Set.of("no", "not", "never", "without");

    /**
     * The one class that occurs in the prompt as a word.
     *
     * @return empty when none does, several do, or anything is denied
     */
    public static Optional<String> in(String prompt, List<String> classes) {
        var words = List.of(prompt.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
        if (words.stream().anyMatch(DENIALS::contains)) {
            return Optional.empty();
        }
        var named = classes.stream()
                .filter(name -> words.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    private NamedClasses() {}
}
