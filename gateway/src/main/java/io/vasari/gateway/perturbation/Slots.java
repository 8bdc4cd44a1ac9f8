package io.vasari.gateway.perturbation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A template such as "ornate {colour} vase". */
final class Slots {
    private static final Pattern SLOT = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)}");

    /** The slots, in the order in which they first occur. */
    static Set<String> in(String template) {
        var names = new LinkedHashSet<String>();
        SLOT.matcher(template).results().forEach(slot -> names.add(slot.group(1)));
        return names;
    }

    /** How many prompts {@link #fill} makes. */
    static long count(Map<String, List<String>> values) {
        return values.values().stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
    }

    /**
     * Every combination of values; the last slot changes first.
     *
     * @param values of every slot of the template
     */
    static List<String> fill(String template, Map<String, List<String>> values) {
        var prompts = List.of(template);
        for (String slot : in(template)) {
            var filled = new ArrayList<String>();
            for (String prompt : prompts) {
                for (String value : values.get(slot)) {
                    filled.add(prompt.replace("{" + slot + "}", value));
                }
            }
            prompts = filled;
        }
        return List.copyOf(new LinkedHashSet<>(prompts));
    }

    private Slots() {}
}
