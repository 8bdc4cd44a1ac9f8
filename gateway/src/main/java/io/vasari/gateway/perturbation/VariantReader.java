package io.vasari.gateway.perturbation;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.contracts.Perturbation;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.request.Fields;
import io.vasari.gateway.request.JsonKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the variants of a study: as they are listed, or as they come from a template. What is wrong is added to the errors of
 * the fields.
 *
 * @param seed for variants that are drawn at random
 */
record VariantReader(Fields fields, Perturbation perturbation, long seed) {
    private static final String PROMPTS = "prompts";
    private static final String TEMPLATE = "template";
    private static final String VALUES = "values";
    private static final String VARIANTS = "variants";
    private static final int FEWEST = 2;
    private static final int USUAL_ORDERS = 24;
    private static final int USUAL_VARIANTS = 6;

    /** At least two, or empty when anything is wrong with them. */
    Optional<List<String>> read() {
        var template = fields.text(TEMPLATE);
        var listed = fields.value(PROMPTS);
        var most = fields.integer(VARIANTS, FEWEST, StudyReader.MAX_PROMPTS).map(Long::intValue);
        if (fields.isPresent(TEMPLATE) == listed.isPresent()) {
            return refuse(
                    PROMPTS,
                    listed.isPresent()
                            ? "prompts: 'template' is there too; send one of the two"
                            : "prompts: missing; send a 'template' such as \"ornate green vase\" with a 'perturbation', or a list"
                                    + " of 'prompts'");
        }
        if (fields.isPresent(VALUES) && (listed.isPresent() || perturbation != Perturbation.SUBSTITUTION)) {
            return refuse(VALUES, "values: they are of use only with a 'template' and the perturbation 'substitution'");
        }
        return listed.isPresent() ? listed(listed.get()) : template.flatMap(text -> made(text, most));
    }

    private Optional<List<String>> listed(JsonNode list) {
        if (!list.isArray()) {
            return fields.refuse(PROMPTS, list, "prompts: expected array, got " + JsonKind.describe(list));
        }
        var prompts = new ArrayList<String>();
        for (int i = 0; i < list.size(); i++) {
            var name = PROMPTS + "[" + i + "]";
            if (!list.get(i).isTextual()) {
                return fields.refuse(
                        name, list.get(i), name + ": expected string, got " + JsonKind.describe(list.get(i)));
            }
            int before = prompts.indexOf(list.get(i).textValue());
            if (before >= 0 && perturbation != Perturbation.REPLAY) {
                return fields.refuse(
                        name,
                        list.get(i),
                        name + ": the same as prompts[" + before
                                + "]; the same prompt again and again is the perturbation 'replay'");
            }
            prompts.add(list.get(i).textValue());
        }
        return counted(PROMPTS, prompts);
    }

    private Optional<List<String>> made(String template, Optional<Integer> most) {
        var text = template.strip();
        if (text.isEmpty()) {
            return refuse(TEMPLATE, "template: it has no words; send for example \"ornate green vase\"");
        }
        return switch (perturbation) {
            case PERMUTATION -> counted(TEMPLATE, WordOrders.of(text, most.orElse(USUAL_ORDERS), seed));
            case TYPO -> counted(TEMPLATE, Typos.of(text, most.orElse(USUAL_VARIANTS), seed));
            case REPLAY -> counted(TEMPLATE, Collections.nCopies(most.orElse(USUAL_VARIANTS), text));
            case CASE -> counted(TEMPLATE, atMost(Rewritings.capitals(text), most));
            case PUNCTUATION -> counted(TEMPLATE, atMost(Rewritings.punctuation(text), most));
            case NEGATION -> counted(TEMPLATE, atMost(Rewritings.negations(text), most));
            case SUBSTITUTION -> substituted(text);
            case PARAPHRASE -> refuse(
                    PROMPTS, "prompts: missing; nobody here can put things in other words, so list the paraphrases");
        };
    }

    private static List<String> atMost(List<String> variants, Optional<Integer> most) {
        return most.filter(count -> count < variants.size())
                .map(count -> variants.subList(0, count))
                .orElse(variants);
    }

    private Optional<List<String>> substituted(String template) {
        var slots = Slots.in(template);
        if (slots.isEmpty()) {
            return refuse(TEMPLATE, "template: it has no slot; write one as in \"ornate {colour} vase\"");
        }
        return values().flatMap(values -> {
            for (String slot : slots) {
                if (!values.containsKey(slot)) {
                    return refuse(
                            VALUES,
                            "values: none for the slot '" + slot + "'; send for example {\"" + slot
                                    + "\": [\"red\", \"blue\"]}");
                }
            }
            for (String name : values.keySet()) {
                if (!slots.contains(name)) {
                    return refuse(
                            VALUES,
                            "values: the template has no slot '" + FieldError.cut(name) + "'; it has "
                                    + String.join(", ", slots));
                }
            }
            long count = Slots.count(values);
            return count > StudyReader.MAX_PROMPTS
                    ? tooMany(VALUES, count)
                    : counted(VALUES, Slots.fill(template, values));
        });
    }

    private Optional<Map<String, List<String>>> values() {
        if (!fields.isPresent(VALUES)) {
            return Optional.of(Map.of());
        }
        var given = fields.value(VALUES).orElseThrow();
        if (!given.isObject()) {
            return fields.refuse(VALUES, given, "values: expected object, got " + JsonKind.describe(given));
        }
        var values = new LinkedHashMap<String, List<String>>();
        for (var entry : given.properties()) {
            var name = VALUES + "." + FieldError.cut(entry.getKey());
            var words = new ArrayList<String>();
            for (JsonNode word : entry.getValue()) {
                if (word.isTextual()) {
                    words.add(word.textValue());
                }
            }
            if (!entry.getValue().isArray()
                    || words.isEmpty()
                    || words.size() != entry.getValue().size()
                    || words.size() > StudyReader.MAX_PROMPTS) {
                return fields.refuse(
                        name,
                        entry.getValue(),
                        name + ": expected a list of 1 to " + StudyReader.MAX_PROMPTS + " strings, got "
                                + JsonKind.describe(entry.getValue()));
            }
            values.put(entry.getKey(), words);
        }
        return Optional.of(values);
    }

    private Optional<List<String>> counted(String field, List<String> prompts) {
        if (prompts.size() > StudyReader.MAX_PROMPTS) {
            return tooMany(field, prompts.size());
        }
        if (prompts.size() < FEWEST) {
            return refuse(
                    field,
                    "%s: it makes %d %s, a study compares at least %d; with 3 there is a verdict"
                            .formatted(field, prompts.size(), prompts.size() == 1 ? "prompt" : "prompts", FEWEST));
        }
        return Optional.of(prompts);
    }

    private Optional<List<String>> tooMany(String field, long count) {
        return refuse(
                field,
                field + ": " + count + " prompts, a study has at most " + StudyReader.MAX_PROMPTS
                        + "; take fewer, or split them over several studies");
    }

    private Optional<List<String>> refuse(String field, String message) {
        fields.add(FieldError.missing(field, message));
        return Optional.empty();
    }
}
