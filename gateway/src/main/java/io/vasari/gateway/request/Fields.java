package io.vasari.gateway.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a request, read one by one; what is wrong is collected, so that a client is told of everything at once. A
 * field that is null counts as absent. Not safe for use by many threads.
 */
public final class Fields {
    private final ObjectNode json;
    private final List<FieldError> errors = new ArrayList<>();

    /** @param known every field that a request may have; any other is an error */
    public Fields(ObjectNode json, List<String> known) {
        this.json = json;
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                errors.add(FieldError.of(
                        FieldError.cut(name),
                        JsonKind.quoted(json.get(name)),
                        Nearest.unknown("unknown field", name, "known fields", known)));
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

    public boolean isPresent(String field) {
        return value(field).isPresent();
    }

    public void add(FieldError error) {
        errors.add(error);
    }

    /** @throws ProblemException when anything is wrong, with all of it */
    public void requireNoErrors() {
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, errors);
        }
    }

    private Optional<JsonNode> value(String field) {
        return Optional.ofNullable(json.get(field)).filter(value -> !value.isNull());
    }

    private <T> Optional<T> refuse(String field, JsonNode value, String message) {
        errors.add(FieldError.of(field, JsonKind.quoted(value), message));
        return Optional.empty();
    }
}
