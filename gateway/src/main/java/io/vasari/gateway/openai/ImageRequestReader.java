package io.vasari.gateway.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.artifacts.picture.Picture;
import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.Priority;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.request.Fields;
import io.vasari.gateway.uploads.ImageField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns a request in OpenAI's manner into a submission of this farm, which checks the rest against the model's card. */
record ImageRequestReader(ModelCatalog catalog) {
    private static final int MAX_IMAGES = 10;
    private static final int MAX_PARTIAL_IMAGES = 3;
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,5})x([1-9]\\d{0,5})");
    private static final String BASE64 = "b64_json";
    private static final String LINK = "url";

    /**
     * @param json of a form too: its files as base64
     * @throws ProblemException that names every wrong field
     */
    ImageRequest read(ImageOperation operation, ObjectNode json) {
        var fields = new Fields(json);
        fields.refuseUnknown(operation.fields(), name -> Optional.empty());
        var submission = json.objectNode();
        model(fields, submission);
        prompt(operation, fields, submission);
        fields.integer("n", 1, MAX_IMAGES)
                .ifPresentOrElse(n -> submission.put("samples", n), () -> submission.put("samples", 1));
        size(fields, submission);
        images(operation, fields, submission);
        var format = fields.oneOf("response_format", List.of(BASE64, LINK));
        boolean stream = fields.flag("stream").orElse(false);
        long partialImages =
                fields.integer("partial_images", 0, MAX_PARTIAL_IMAGES).orElse(0L);
        fields.oneOf("background", List.of("auto", "opaque"));
        fields.oneOf("output_format", List.of("png"));
        if (stream && format.filter(LINK::equals).isPresent()) {
            fields.add(FieldError.of(
                    "response_format",
                    LINK,
                    "response_format: a stream has images in it; leave it out or take b64_json"));
        }
        for (String own : ImageOperation.OWN) {
            fields.value(own).ifPresent(value -> submission.set(own, value));
        }
        fields.value("strength").ifPresent(value -> submission.set("strength", value));
        submission.put("priority", Priority.INTERACTIVE.name().toLowerCase(Locale.ROOT));
        fields.requireNoErrors();
        return new ImageRequest(
                operation, submission, format.filter(LINK::equals).isPresent(), stream, (int) partialImages);
    }

    /** An id, or {@code id@revision}; the only model that paints from text needs no name. */
    private void model(Fields fields, ObjectNode submission) {
        var painters = catalog.cards().stream()
                .filter(ModelCard::paintsFromText)
                .map(ModelCard::id)
                .toList();
        if (!fields.isPresent("model") && painters.size() == 1) {
            submission.put("model", painters.get(0));
        } else if (!fields.isPresent("model")) {
            fields.add(FieldError.missing(
                    "model", "model: missing; models that paint from text: " + String.join(", ", painters)));
        }
        fields.text("model").ifPresent(name -> {
            int at = name.indexOf('@');
            submission.put("model", at < 0 ? name : name.substring(0, at));
            if (at >= 0) {
                submission.put("revision", name.substring(at + 1));
            }
        });
    }

    private static void prompt(ImageOperation operation, Fields fields, ObjectNode submission) {
        if (!operation.takesPrompt()) {
            submission.put("prompt", "");
        } else if (fields.isPresent("prompt")) {
            fields.text("prompt").ifPresent(text -> submission.put("prompt", text));
        } else {
            fields.add(FieldError.missing("prompt", "prompt: missing; say what to paint"));
        }
    }

    private static void size(Fields fields, ObjectNode submission) {
        var asked = fields.text("size").filter(size -> !size.equals("auto"));
        asked.map(SIZE::matcher).ifPresent(size -> {
            if (size.matches()) {
                submission.put("width", Integer.parseInt(size.group(1)));
                submission.put("height", Integer.parseInt(size.group(2)));
            } else {
                fields.add(FieldError.of(
                        "size",
                        asked.get(),
                        "size: expected width and height in pixels, for example 32x32, or auto, got '"
                                + FieldError.cut(asked.get()) + "'"));
            }
        });
    }

    /** Masks have holes where the image may change; an image without a mask may have them itself. */
    private static void images(ImageOperation operation, Fields fields, ObjectNode submission) {
        if (operation.images().isEmpty()) {
            return;
        }
        if (!fields.isPresent("image")) {
            fields.add(FieldError.missing("image", "image: missing; send a PNG or a JPEG as a file"));
            return;
        }
        var image = new ImageField("image").read(fields);
        var mask = operation.images().contains("mask")
                ? new ImageField("mask").read(fields).or(() -> image.filter(Picture::isTransparentSomewhere))
                : Optional.<Picture>empty();
        image.ifPresent(picture -> fields.text("image").ifPresent(base64 -> submission.put("init_image", base64)));
        mask.map(Picture::holes)
                .ifPresent(
                        holes -> submission.put("mask", ImageField.write(holes.png(holes.width(), holes.height(), 1))));
    }
}
