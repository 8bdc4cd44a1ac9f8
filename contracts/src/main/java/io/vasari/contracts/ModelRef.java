package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * A model and one revision of it, written {@code id@revision} on the wire.
 *
 * @param id the model's name, for example {@code mnist-gan}
 * @param revision one of the revisions of its card, for example {@code epoch-200}
 */
public record ModelRef(String id, String revision) {
    public ModelRef {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(revision, "revision");
    }

    @JsonCreator
    public static ModelRef parse(String text) {
        int at = text.indexOf('@');
        if (at <= 0 || at == text.length() - 1) {
            throw new IllegalArgumentException("a model reference is written id@revision, not '" + text + "'");
        }
        return new ModelRef(text.substring(0, at), text.substring(at + 1));
    }

    @JsonValue
    @Override
    public String toString() {
        return id + "@" + revision;
    }
}
