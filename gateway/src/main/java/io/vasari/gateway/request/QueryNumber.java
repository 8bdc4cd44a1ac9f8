package io.vasari.gateway.request;

import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.errors.ProblemException;
import java.util.Optional;

/**
 * A whole number in a query or a path.
 *
 * @param name of the parameter
 * @param min inclusive
 * @param max inclusive
 */
public record QueryNumber(String name, int min, int max) {
    /** @throws ProblemException when it is not a whole number within the limits */
    public int parse(String text) {
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The message below says what was expected, whatever the reason.
        }
        throw ProblemException.invalid(FieldError.of(
                name,
                text,
                name + ": expected an integer from " + min + " to " + max + ", got '" + FieldError.cut(text) + "'"));
    }

    /** An empty parameter counts as absent. */
    public int parse(Optional<String> text, int otherwise) {
        return text.filter(given -> !given.isEmpty()).map(this::parse).orElse(otherwise);
    }
}
