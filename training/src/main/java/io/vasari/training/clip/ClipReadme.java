package io.vasari.training.clip;

import ai.djl.ndarray.types.Shape;
import io.vasari.models.clip.CLIPModel;
import io.vasari.training.cards.MarkdownTable;
import io.vasari.training.vases.CaptionOrder;
import io.vasari.training.vases.Captions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The model card of {@code vase-clip} for people, in the layout of Hugging Face. */
final class ClipReadme {

    private static final String TEXT =
            """
            ---
            license: apache-2.0
            library_name: transformers
            pipeline_tag: zero-shot-image-classification
            tags: [clip, vases]
            metrics: [accuracy]
            ---

            # vase-clip

            Places 32x32 pictures of vases and texts such as "a vase, green and ornate" in one space, where the cosine tells how
            well they fit.

            - Layout of transformers: CLIPModel, CLIPTokenizer (each word of the captions is one token), CLIPImageProcessor. Image
              tower: 4x4 patches, three layers of 128; text tower: two layers of 128, %d tokens; projection to %d. %,d
              parameters, float16, computed in float32.
            - Training: pictures and captions are made by a program, `io.vasari.training.vases`: half of them as `free-order` of
              `vase-diffusion` shows and tells them, half as `fixed-order` does. AdamW with a cosine rate; the moving average of
              the weights is what ships. `./vasari train vase-clip` repeats it, with captions
              that since then name ornaments by their own words more often.
            - Loss: CLIP's, except that every caption that is true of a picture counts as its own: "red vase" is told from
              captions that are false of a red urn, and never from "urn".
            %s- Revision: `v1`.

            ## Zero-shot accuracy on %,d held-out pictures

            Share of right answers in percent, by the nearest prompt, measured on the weights as they are stored here
            (`v1/zero-shot.json`). Prompts: "red vase", "vase in red", "red pot"; "urn", "urn vase"; "striped vase", "vase with
            stripes", "striped pot"; all three at once: "striped red urn" among 160 sentences.

            %s
            ## Words

            %s.

            Other words become several tokens that no training picture had: they are accepted, and mean nothing.

            ## Limits

            Nothing but vases. A text that says little ("vase") fits every vase, and one cosine is not comparable with that of a
            text that says more: compare texts that answer the same question.

            ## Licence

            Weights: Apache-2.0. No picture by others was used.
            """;

    private ClipReadme() {}

    /** @param notes on the run, lines of a list or nothing */
    static String text(Map<String, Map<CaptionOrder, Double>> accuracies, int pictures, CLIPModel model, String notes) {
        List<String> heading = new ArrayList<>(List.of("question", "classes"));
        for (CaptionOrder order : CaptionOrder.values()) {
            heading.add("`" + order.revision() + "` pictures");
        }
        var table = new MarkdownTable(heading);
        for (ZeroShotTask task : ZeroShotTask.all()) {
            List<String> row = new ArrayList<>(
                    List.of(task.name(), Integer.toString(task.prompts().size())));
            accuracies.get(task.name()).values().forEach(share -> row.add(percent(share)));
            table.row(row);
        }
        long parameters =
                model.shapes().values().stream().mapToLong(Shape::size).sum();
        return String.format(
                Locale.ROOT,
                TEXT,
                model.config().text().positions(),
                model.config().projectionWidth(),
                parameters,
                notes,
                pictures,
                table,
                String.join(", ", Captions.vocabulary()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
