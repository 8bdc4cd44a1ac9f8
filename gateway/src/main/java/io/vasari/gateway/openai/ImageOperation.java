package io.vasari.gateway.openai;

import java.util.ArrayList;
import java.util.List;

/** What is asked for, with the fields that it takes. */
enum ImageOperation {
    GENERATION("image_generation", List.of("prompt"), List.of()),
    EDIT("image_edit", List.of("prompt"), List.of("image", "mask")),
    VARIATION("image_variation", List.of(), List.of("image"));

    /** Fields of this farm that go into the job as they are. */
    static final List<String> OWN =
            List.of("revision", "seed", "negative_prompt", "guidance_scale", "steps", "scheduler", "tenant");

    private static final List<String> EVERY = List.of(
            "model",
            "n",
            "size",
            "response_format",
            "stream",
            "partial_images",
            "background",
            "output_format",
            // What follows changes nothing here.
            "output_compression",
            "user",
            "quality",
            "style",
            "moderation",
            "input_fidelity",
            "safety_identifier");

    private final String event;
    private final List<String> text;
    private final List<String> images;

    ImageOperation(String event, List<String> text, List<String> images) {
        this.event = event;
        this.text = text;
        this.images = images;
    }

    /** Where the names of its events start, for example {@code image_generation}. */
    String event() {
        return event;
    }

    /** Every field that it may have. */
    List<String> fields() {
        var all = new ArrayList<>(EVERY);
        all.addAll(text);
        all.addAll(images);
        all.addAll(OWN);
        if (!images.isEmpty()) {
            all.add("strength");
        }
        return all;
    }

    /** Those of its fields that are files. */
    List<String> images() {
        return images;
    }

    boolean takesPrompt() {
        return !text.isEmpty();
    }
}
