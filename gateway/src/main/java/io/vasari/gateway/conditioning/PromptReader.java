package io.vasari.gateway.conditioning;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.request.Fields;
import io.vasari.gateway.request.JsonKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code prompt}, one text, or {@code prompts}, texts or objects of {@code text} and {@code weight}. What is wrong is
 * added to the errors of the fields.
 *
 * @param maxLength of a prompt, in characters
 * @param samples for each prompt, times its weight
 * @param maxSamples for all prompts together
 */
record PromptReader(Fields fields, int maxLength, int samples, long maxSamples) {
    static final String ONE = "prompt";
    static final String MANY = "prompts";
    static final int MAX_PROMPTS = 256;

    private record Weighted(String text, long weight) {}

    /** At least one prompt, or empty when anything is wrong with them. */
    Optional<List<Prompt>> read() {
        var one = fields.value(ONE);
        var many = fields.value(MANY);
        if (one.isPresent() == many.isPresent()) {
            fields.add(
                    FieldError.missing(
                            MANY,
                            one.isPresent()
                                    ? "prompts: 'prompt' is there too; send one of the two"
                                    : "prompts: missing, and this model paints from text; send a 'prompt' or a list of 'prompts'"));
            return Optional.empty();
        }
        var read = one.map(value -> prompt(ONE, value).map(List::of)).orElseGet(() -> list(many.get()));
        return read.flatMap(this::counted);
    }

    private Optional<List<Weighted>> list(JsonNode value) {
        if (!value.isArray()) {
            return fields.refuse(MANY, value, "prompts: expected array, got " + JsonKind.describe(value));
        }
        if (value.isEmpty() || value.size() > MAX_PROMPTS) {
            fields.add(FieldError.of(
                    MANY, value.size(), "prompts: a list of " + value.size() + " is outside 1 to " + MAX_PROMPTS));
            return Optional.empty();
        }
        var prompts = new ArrayList<Weighted>();
        for (int i = 0; i < value.size(); i++) {
            prompt(MANY + "[" + i + "]", value.get(i)).ifPresent(prompts::add);
        }
        return prompts.size() == value.size() ? Optional.of(prompts) : Optional.empty();
    }

    private Optional<Weighted> prompt(String name, JsonNode value) {
        if (!value.isObject() || name.equals(ONE)) {
            return text(name, value).map(text -> new Weighted(text, 1));
        }
        for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
            String field = names.next();
            if (!field.equals("text") && !field.equals("weight")) {
                return fields.refuse(
                        name + "." + FieldError.cut(field),
                        value.get(field),
                        name + ": unknown field '" + FieldError.cut(field) + "'; known fields: text, weight");
            }
        }
        var text = text(name + ".text", value.path("text"));
        var weight = weight(name + ".weight", value.path("weight"));
        return text.flatMap(words -> weight.map(count -> new Weighted(words, count)));
    }

    private Optional<String> text(String name, JsonNode value) {
        if (!value.isTextual()) {
            return fields.refuse(name, value, name + ": expected string, got " + JsonKind.describe(value));
        }
        int length = value.textValue().codePointCount(0, value.textValue().length());
        if (length > maxLength) {
            return fields.refuse(
                    name, value, name + ": " + length + " characters, at most " + maxLength + " are read; shorten it");
        }
        return Optional.of(value.textValue());
    }

    private Optional<Long> weight(String name, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.of(1L);
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
            return fields.refuse(name, value, name + ": expected integer from 1 on, got " + JsonKind.describe(value));
        }
        return Optional.of(Math.min(value.longValue(), Integer.MAX_VALUE));
    }

    private Optional<List<Prompt>> counted(List<Weighted> prompts) {
        long weights = prompts.stream().mapToLong(Weighted::weight).sum();
        if (weights * samples > maxSamples) {
            fields.add(FieldError.of(
                    "samples",
                    samples,
                    "samples: " + samples + " for each prompt, times a total weight of " + weights + ", are "
                            + weights * samples + ", and a job of this model has at most " + maxSamples
                            + "; ask for fewer samples or prompts"));
            return Optional.empty();
        }
        return Optional.of(prompts.stream()
                .map(prompt -> new Prompt(prompt.text(), (int) prompt.weight() * samples))
                .toList());
    }
}
