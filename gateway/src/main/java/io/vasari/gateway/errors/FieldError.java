package io.vasari.gateway.errors;

import java.util.Optional;

/**
 * What is wrong with one field of a request.
 *
 * @param field name of the JSON field, query parameter, path parameter or header
 * @param value what was sent, cut to 100 characters; empty when the field is missing
 * @param message what was expected, with the limit, and the way out
 */
public record FieldError(String field, Optional<Object> value, String message) {
    private static final int SHOWN_CHARACTERS = 100;

    public static FieldError of(String field, Object value, String message) {
        return new FieldError(field, Optional.of(shown(value)), message);
    }

    public static FieldError missing(String field, String message) {
        return new FieldError(field, Optional.empty(), message);
    }

    /** Text of a request, short enough to quote. */
    public static String cut(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
    }

    private static Object shown(Object value) {
        return value instanceof String text ? cut(text) : value;
    }
}
