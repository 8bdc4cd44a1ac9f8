package io.vasari.gateway.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import io.vasari.gateway.request.StrictJson;
import io.vasari.gateway.uploads.ImageField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.jboss.resteasy.reactive.server.multipart.FileItem;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** A form as the JSON that it would be: numbers as numbers, files as base64. */
final class FormReader {
    private static final List<String> NUMBERS =
            List.of("n", "partial_images", "output_compression", "seed", "guidance_scale", "steps", "strength");

    /** @throws ProblemException when a field comes twice or a file is too large */
    static ObjectNode read(MultipartFormDataInput form) {
        var json = JsonNodeFactory.instance.objectNode();
        form.getValues().forEach((part, values) -> {
            // Clients write a list of one as image[].
            String name = part.endsWith("[]") ? part.substring(0, part.length() - 2) : part;
            if (values.size() != 1 || json.has(name)) {
                throw ProblemException.invalid(FieldError.of(
                        FieldError.cut(name),
                        values.size(),
                        FieldError.cut(name) + ": it is there " + Math.max(2, values.size()) + " times; send it once"));
            }
            put(json, name, values.iterator().next());
        });
        return json;
    }

    private static void put(ObjectNode json, String name, FormValue value) {
        if (value.isFileItem()) {
            json.put(name, ImageField.write(bytes(name, value.getFileItem())));
        } else if (NUMBERS.contains(name)) {
            putNumber(json, name, value.getValue());
        } else if (name.equals("stream") && List.of("true", "false").contains(value.getValue())) {
            json.put(name, value.getValue().equals("true"));
        } else {
            json.put(name, value.getValue());
        }
    }

    private static void putNumber(ObjectNode json, String name, String text) {
        try {
            if (text.matches("-?\\d{1,18}")) {
                json.put(name, Long.parseLong(text));
            } else {
                json.put(name, new BigDecimal(text));
            }
        } catch (NumberFormatException e) {
            // Whoever reads it as a number says what is wrong with the text.
            json.put(name, text);
        }
    }

    private static byte[] bytes(String name, FileItem file) {
        try {
            if (file.getFileSize() > StrictJson.MAX_IMAGES_BYTES) {
                throw new ProblemException(
                        ProblemType.BODY_TOO_LARGE,
                        List.of(FieldError.of(
                                FieldError.cut(name),
                                file.getFileSize(),
                                FieldError.cut(name) + ": a file of " + file.getFileSize() + " bytes, at most "
                                        + StrictJson.MAX_IMAGES_BYTES + " (4 MiB) are read")));
            }
            try (var in = file.getInputStream()) {
                return in.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FormReader() {}
}
