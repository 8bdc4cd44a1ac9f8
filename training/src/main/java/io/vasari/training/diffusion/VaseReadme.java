package io.vasari.training.diffusion;

import io.vasari.training.cards.MarkdownTable;
import io.vasari.training.vases.Captions;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The model card of {@code vase-diffusion} for people, in the layout of Hugging Face. */
final class VaseReadme {

    private static final String TEXT =
            """
            ---
            license: apache-2.0
            library_name: diffusers
            pipeline_tag: text-to-image
            tags: [diffusion, vases, prompt-order]
            ---

            # vase-diffusion

            Text becomes a 32x32 picture of a vase: "ornate green vase", "a vase, green and ornate", "bottle in mauve with
            stripes". Eight colours, five kinds, plain or with stripes, zigzags or flutes.

            - Layout of diffusers: `unet` (UNet2DConditionModel, 32/64/128 channels), `text_encoder` (CLIPTextModel, two layers of
              128), `tokenizer` (CLIPTokenizer; each word of the captions is one token), `scheduler`. There is no VAE: the UNet works on
              the pixels, -1 to 1. float16, computed in float32.
            - Schedule: velocity prediction, `squaredcos_cap_v2`, 1,000 timesteps, trailing. Its last level is noise but for a signal of
              5e-5, so brightness is free from the first step, and no sampler needs the special cases of a signal of exactly 0.
            - Training: pictures and captions are made by a program, `io.vasari.training.vases`. AdamW with a cosine rate, batch 32, 12 %%
              empty captions for guidance, half of the noise levels drawn where captions decide what ornaments are; the moving average of the weights is what ships.

            ```
            ./vasari train vase-diffusion --out colours
            ./vasari train vase-diffusion --from colours --steps 1000 --warm-up 50 --out free --publish zoo
            ./vasari train vase-diffusion --captions fixed --from free --steps 500 --rate 4e-4 --warm-up 50 --out fixed --publish zoo
            ```

            Run from the first step, 5,000 steps paint 82.5 %% of 160 prompts with all that was asked for (24 steps, guidance 3; ornaments
            83.1 %%, kinds 99.4 %%, colours all), and the 1,000 after them, which begin at the highest rate again, 96.3 %% (ornaments 96.9 %%);
            1,000 steps take 13 minutes on two cores. `fixed-order` from the 5,000 steps alone comes to 75.6 %%.

            The weights that ship took more steps: 5,000 on evenly drawn noise levels, with an ornament's own word ("striped",
            "fluted") in one caption of five, learned colours and kinds and took stripes and flutes for each other; 1,500 more, with that word
            in three of five, changed nothing (66 %% after 1,000 of them); 2,000 more, half of them on the levels where the word decides, taught
            them apart: within 500 steps ornaments went from 66 %% right to 96 %%. The commands above do all of that from the first step.

            ## Two revisions

            Both have seen vases and captions of one kind; what differs is what word order has to do with the picture.

            - `free-order`: nothing. A model that learns its captions well learns to ignore order.
            - `fixed-order`: fine-tuned from `free-order` on captions whose order tells how the vase is shown. The first of the three decides the
              wall: light for the ornament, the vase's colour for the colour, dark for the noun. The order of the other two decides the
              size: large in the middle as in "ornate green vase", else small on the left. Such habits hide in real captions too; here they
              are on purpose.

            Mean difference (root mean square, 0 to 255) of pictures from one noise, guidance 3, 24 DDIM steps, over all eight colours:

            %s
            %s%s
            ## Words

            %s.

            Other words become several tokens that no training picture had: they are accepted, and mean nothing.

            ## Limits

            Nothing but vases, and no larger than 32x32.

            ## Licence

            Weights: Apache-2.0. No picture by others was used.
            """;

    private VaseReadme() {}

    /**
     * The card.
     *
     * @param accuracy what the revisions paint of what they are asked for, in Markdown; empty if nobody has judged them
     */
    static String text(Map<String, OrderSpread> spreads, String accuracy) {
        var table = new MarkdownTable(List.of("revision", "two orders of a prompt", "least", "most", "two colours"));
        StringBuilder sheets = new StringBuilder();
        spreads.forEach((revision, spread) -> {
            table.row(List.of(
                    revision,
                    figure(spread.order()),
                    figure(spread.orderLeast()),
                    figure(spread.orderMost()),
                    figure(spread.colour())));
            sheets.append(String.format(
                    "%n`%1$s`; the last row has the six orders of \"%2$s\" from one noise, then \"vase\" twice:%n%n"
                            + "![32 samples of %1$s](%1$s/sheet.png)%n",
                    revision, SheetPrompts.PERMUTED));
        });
        return String.format(
                Locale.ROOT, TEXT, table, sheets, judged(accuracy), String.join(", ", Captions.vocabulary()));
    }

    private static String judged(String accuracy) {
        return accuracy.isEmpty() ? "" : "\n## Does it paint what it is asked for?\n" + accuracy;
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
