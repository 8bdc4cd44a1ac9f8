package io.vasari.training.attributes;

import io.vasari.models.attributes.AttributeNetwork;
import io.vasari.training.cards.MarkdownTable;
import io.vasari.training.vases.CaptionOrder;
import io.vasari.training.vases.VaseTrait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The model card of {@code vase-attributes} for people, in the layout of Hugging Face. */
final class AttributesReadme {

    private static final String TEXT =
            """
            ---
            license: apache-2.0
            library_name: djl
            pipeline_tag: image-classification
            tags: [vases, attributes, multi-label]
            metrics: [accuracy]
            ---

            # vase-attributes

            Says of a 32x32 picture of a vase which colour, which kind and which ornament it has. It judges whether
            `vase-diffusion` painted what it was asked for.

            - Network: 3x3 convolutions of %s channels, all but the first halving the picture, %d hidden units, a linear head
              per trait. %,d parameters, stored as float16, computed in float32. Input: RGB, -1 to 1.
            - Training: pictures made by a program, `io.vasari.training.vases`, half of them as `free-order` shows them, half as
              `fixed-order` does, with a little noise. AdamW with a cosine rate; the moving average of the weights is what ships.
              `./vasari train vase-attributes` repeats it.
            %s- Revision: `v1`.

            | trait | classes |
            |---|---|
            %s
            ## On %,d held-out pictures

            Share of right answers in percent, measured on the weights as they are stored here (`v1/accuracy.json`).

            %s
            `fixed-order` pictures have dark and coloured walls, and half of their vases are small: stripes and flutes are
            then one or two pixels wide.

            ## Limits

            It knows only vases, and gives every picture a class of each trait: a smudge gets one too.

            ## Licence

            Weights: Apache-2.0. No picture by others was used.
            """;

    private AttributesReadme() {}

    /** @param notes on the run, lines of a list or nothing */
    static String text(Map<CaptionOrder, TraitAccuracy> accuracies, AttributeNetwork network, String notes) {
        StringBuilder classes = new StringBuilder();
        List<String> heading = new ArrayList<>(List.of("pictures of"));
        for (VaseTrait trait : VaseTrait.values()) {
            classes.append(String.format("| %s | %s |%n", trait.key(), String.join(", ", trait.labels())));
            heading.add(trait.key());
        }
        heading.add("all three");
        var table = new MarkdownTable(heading);
        int pictures = 0;
        for (Map.Entry<CaptionOrder, TraitAccuracy> entry : accuracies.entrySet()) {
            List<String> row = new ArrayList<>(List.of("`" + entry.getKey().revision() + "`"));
            entry.getValue().shares().values().forEach(share -> row.add(percent(share)));
            row.add(percent(entry.getValue().all()));
            table.row(row);
            pictures += entry.getValue().pictures();
        }
        var widths = network.config().widths().stream().map(String::valueOf).toList();
        long parameters = network.shapes().values().stream()
                .mapToLong(shape -> shape.size())
                .sum();
        return String.format(
                Locale.ROOT,
                TEXT,
                String.join(", ", widths),
                network.config().hidden(),
                parameters,
                notes,
                classes,
                pictures,
                table);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }
}
