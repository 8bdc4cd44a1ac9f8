package io.vasari.gateway.conditioning;

import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCard.Parameter;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.request.Fields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Fields of a request within the limits of a model's card, with its defaults. What is wrong is added to the errors of the
 * fields, and the default returned.
 */
record CardLimits(Fields fields, ModelCard card) {
    /** @param limit for a card that sets none */
    int integer(String name, int usual, int limit) {
        var parameter = parameter(name);
        long min = parameter.flatMap(Parameter::min).map(BigDecimal::longValue).orElse(1L);
        long max = parameter
                .flatMap(Parameter::max)
                .map(BigDecimal::longValue)
                .map(asked -> Math.min(asked, Integer.MAX_VALUE))
                .orElse((long) limit);
        int multipleOf = parameter.flatMap(Parameter::multipleOf).orElse(1);
        int otherwise = number(parameter).map(BigDecimal::intValue).orElse(usual);
        var asked = fields.integer(name, min, max);
        asked.filter(value -> value % multipleOf != 0)
                .ifPresent(value -> fields.add(FieldError.of(
                        name,
                        value,
                        name + ": " + value + " is not a multiple of " + multipleOf + "; take "
                                + nearestMultiple(value, multipleOf, min, max))));
        return asked.map(Long::intValue).orElse(otherwise);
    }

    /** @param limit for a card that sets none; 0 is the least */
    double number(String name, double usual, double limit) {
        var parameter = parameter(name);
        var min = parameter.flatMap(Parameter::min).orElse(BigDecimal.ZERO);
        var max = parameter.flatMap(Parameter::max).orElse(BigDecimal.valueOf(limit));
        return fields.number(name, min, max)
                .or(() -> number(parameter))
                .map(BigDecimal::doubleValue)
                .orElse(usual);
    }

    String oneOf(String name, String usual) {
        var parameter = parameter(name);
        var values = parameter.map(Parameter::values).orElse(List.of());
        return fields.oneOf(name, values)
                .or(() -> parameter.flatMap(Parameter::defaultValue).map(Object::toString))
                .or(() -> values.stream().findFirst())
                .orElse(usual);
    }

    int maxLength(String name, int limit) {
        return parameter(name).flatMap(Parameter::maxLength).orElse(limit);
    }

    private Optional<Parameter> parameter(String name) {
        return Optional.ofNullable(card.parameters().get(name));
    }

    private static Optional<BigDecimal> number(Optional<Parameter> parameter) {
        return parameter
                .flatMap(Parameter::defaultValue)
                .filter(Number.class::isInstance)
                .map(value -> new BigDecimal(value.toString()));
    }

    private static long nearestMultiple(long value, int of, long min, long max) {
        long above = Math.floorDiv(value + of - 1, of) * of;
        long below = above - of;
        return below >= min && (value - below <= above - value || above > max) ? below : above;
    }
}
