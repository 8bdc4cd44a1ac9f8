package io.vasari.gateway.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of a request, read one by one; what is wrong is collected, so that a client is told of everything at once. A
 * field that is null counts as absent. Not safe for use by many threads.
 */
public final class Fields {
    private final ObjectNode json;
    private final List<FieldError> errors = new ArrayList<>();

    public Fields(ObjectNode json) {
        this.json = json;
    }

    /** Refuses every field that is not {@code known}; {@code why} may say more of one than that it is unknown. */
    public void refuseUnknown(List<String> known, Function<String, Optional<String>> why) {
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                errors.add(FieldError.of(
                        FieldError.cut(name),
                        JsonKind.quoted(json.get(name)),
                        why.apply(name)
                                .orElseGet(() -> Nearest.unknown("unknown field", name, "known fields", known))));
            }
        });
    }

    public Optional<String> text(String field) {
        return value(field)
                .flatMap(value -> value.isTextual()
                        ? Optional.of(value.textValue())
                        : refuse(field, value, field + ": expected string, got " + JsonKind.describe(value)));
    }

    /** A whole number from {@code min} to {@code max}; 2.0 and 1e3 are not whole numbers in JSON. */
    public Optional<Long> integer(String field, long min, long max) {
        return value(field).flatMap(value -> {
            if (!value.isIntegralNumber()) {
                return refuse(field, value, field + ": expected integer, got " + JsonKind.describe(value));
            }
            if (!value.canConvertToLong() || value.longValue() < min || value.longValue() > max) {
                return refuse(
                        field,
                        value,
                        field + ": " + FieldError.cut(value.toString()) + " is outside " + min + " to " + max);
            }
            return Optional.of(value.longValue());
        });
    }

    public Optional<Boolean> flag(String field) {
        return value(field)
                .flatMap(value -> value.isBoolean()
                        ? Optional.of(value.booleanValue())
                        : refuse(field, value, field + ": expected boolean, got " + JsonKind.describe(value)));
    }

    /** A number from {@code min} to {@code max}. */
    public Optional<BigDecimal> number(String field, BigDecimal min, BigDecimal max) {
        return value(field).flatMap(value -> {
            if (!value.isNumber()) {
                return refuse(field, value, field + ": expected number, got " + JsonKind.describe(value));
            }
            var number = value.decimalValue();
            if (number.compareTo(min) < 0 || number.compareTo(max) > 0) {
                return refuse(
                        field,
                        value,
                        field + ": " + FieldError.cut(value.toString()) + " is outside " + min.toPlainString() + " to "
                                + max.toPlainString());
            }
            return Optional.of(number);
        });
    }

    /** One of some names. */
    public Optional<String> oneOf(String field, List<String> names) {
        return text(field).flatMap(name -> {
            if (names.contains(name)) {
                return Optional.of(name);
            }
            add(FieldError.of(
                    field,
                    name,
                    field + ": '" + FieldError.cut(name) + "' is not one of " + String.join(", ", names)
                            + Nearest.suggestion(name, names)));
            return Optional.empty();
        });
    }

    public boolean isPresent(String field) {
        return value(field).isPresent();
    }

    /** Whether nothing is wrong so far. */
    public boolean isClean() {
        return errors.isEmpty();
    }

    public void add(FieldError error) {
        errors.add(error);
    }

    /** What is wrong so far. */
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** @throws ProblemException when anything is wrong, with all of it */
    public void requireNoErrors() {
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, errors);
        }
    }

    /** Whatever the field is; empty when it is absent or null. */
    public Optional<JsonNode> value(String field) {
        return Optional.ofNullable(json.get(field)).filter(value -> !value.isNull());
    }

    /** Adds an error that quotes the value. */
    public <T> Optional<T> refuse(String field, JsonNode value, String message) {
        errors.add(FieldError.of(field, JsonKind.quoted(value), message));
        return Optional.empty();
    }
}
