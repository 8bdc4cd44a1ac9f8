package io.vasari.gateway.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.gateway.errors.FieldError;

/** What a JSON value is, in the words of an error message. */
public final class JsonKind {
    /** For example {@code string "ten"}, {@code number 2.5}, {@code array}. */
    public static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string " + FieldError.cut(value.toString());
            case NUMBER -> (value.isIntegralNumber() ? "integer " : "number ") + FieldError.cut(value.toString());
            case BOOLEAN -> "boolean " + value;
            case ARRAY -> "array";
            case OBJECT -> "object";
            default -> "null";
        };
    }

    /** The value as it is quoted in an error: scalars as they are, the rest as text. */
    static Object quoted(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue();
            case NUMBER -> value.isBigInteger() || value.isBigDecimal()
                    ? FieldError.cut(value.toString())
                    : value.numberValue();
            case BOOLEAN -> value.booleanValue();
            default -> value.toString();
        };
    }

    private JsonKind() {}
}
