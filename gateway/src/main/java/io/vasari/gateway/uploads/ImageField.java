package io.vasari.gateway.uploads;

import io.vasari.artifacts.picture.Picture;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.request.Fields;
import java.util.Base64;
import java.util.Optional;

/**
 * An image in a JSON field: base64, alone or in a {@code data:} URL.
 *
 * @param name of the field
 */
public record ImageField(String name) {
    private static final String DATA = "data:";
    private static final String BASE64 = ";base64,";

    /** The image; empty when the field is absent, or is no image, which is added to the errors. */
    public Optional<Picture> read(Fields fields) {
        return fields.text(name).flatMap(text -> {
            try {
                return Optional.of(Picture.read(Base64.getDecoder().decode(base64Of(text))));
            } catch (IllegalArgumentException e) {
                fields.add(FieldError.of(
                        name,
                        text,
                        name + ": " + e.getMessage() + "; send a PNG or a JPEG as base64 or as a data: URL"));
                return Optional.empty();
            }
        });
    }

    /** As the field is written. */
    public static String write(byte[] file) {
        return Base64.getEncoder().encodeToString(file);
    }

    private static String base64Of(String text) {
        if (!text.startsWith(DATA)) {
            return text;
        }
        int at = text.indexOf(BASE64);
        if (at < 0) {
            throw new IllegalArgumentException("a data: URL without ';base64,'");
        }
        return text.substring(at + BASE64.length());
    }
}
