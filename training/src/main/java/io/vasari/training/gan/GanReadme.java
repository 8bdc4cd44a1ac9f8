package io.vasari.training.gan;

import io.vasari.training.cards.MarkdownTable;
import io.vasari.training.cards.Shares;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The model card of {@code mnist-gan} for people, in the layout of Hugging Face. */
final class GanReadme {

    /** Digit shares of the published run that this project compares with, 0 to 9. */
    static final double[] PUBLISHED = {.103, .214, .044, .076, .095, .060, .091, .144, .044, .129};

    private static final double MISSING = 0.01;

    private static final String TEXT =
            """
            ---
            license: apache-2.0
            library_name: djl
            pipeline_tag: unconditional-image-generation
            tags: [gan, mnist, digits, mode-collapse]
            datasets: [ylecun/mnist]
            ---

            # mnist-gan

            The GAN of the textbooks: ten random numbers become a 28x28 grey digit. Nobody tells it which digit to paint, so
            it has favourites; early in training it leaves whole digits out. That is what its revisions are for.

            - Generator: 10-256-512-1024-784, leaky ReLU 0.2, tanh. Discriminator: 784-1024-512-256-1, leaky ReLU 0.2, dropout
              0.3 in training, sigmoid; its output is the belief, 0 (fake) to 1 (real). 1,463,312 and 1,460,225 parameters,
              stored as float16, computed in float32.
            - Training: the 60,000 training images of MNIST, batch 128, Adam 2e-4 with beta1 0.5, real label 0.9. One run gave
              all revisions. `./vasari train mnist-gan --epochs 200` repeats it.
            %s- A sample's noise is a pure function of (job seed, index): Philox4x32-10 and Box-Muller.

            ## What the revisions paint

            Shares of the digits in percent among %,d samples of seed %d each, as `mnist-lenet` sees them, next to those of a
            published run of this kind of GAN. Training and classifier of that run were not ours: the figures show a likeness
            at best, not a replication.

            %s
            | revision | mean belief | mean confidence of mnist-lenet | total variation from the published run | from ten equal shares |
            |---|---:|---:|---:|---:|
            %s
            %s

            %s
            ## Limits

            The classifier calls every picture a digit, also the unreadable ones. The belief comes from the discriminator of the
            same epoch, so beliefs of two revisions cannot be compared: it tells how well the pair is balanced, not how good the
            pictures are.

            ## Licence

            Weights: Apache-2.0. MNIST: Y. LeCun, C. Cortes, C. J. C. Burges, CC BY-SA 3.0; no image is included.
            """;

    private GanReadme() {}

    /** @param notes on the run, lines of a list or nothing */
    static String text(List<GanRevision> revisions, String notes) {
        StringBuilder figures = new StringBuilder();
        StringBuilder findings = new StringBuilder();
        StringBuilder sheets = new StringBuilder();
        for (GanRevision revision : revisions) {
            figures.append(figures(revision));
            findings.append(finding(revision));
            sheets.append(String.format("`%1$s`:\n\n![100 samples of %1$s](%1$s/sheet.png)\n\n", revision.name()));
        }
        return String.format(
                Locale.ROOT,
                TEXT,
                notes,
                revisions.get(0).samples(),
                GanRevision.SEED,
                shares(revisions),
                figures,
                findings + comparison(revisions.get(revisions.size() - 1)),
                sheets.toString().stripTrailing() + "\n");
    }

    private static String figures(GanRevision revision) {
        return String.format(
                Locale.ROOT,
                "| %s | %.3f | %.3f | %.3f | %.3f |%n",
                revision.name(),
                revision.meanBelief(),
                revision.meanConfidence(),
                Shares.totalVariation(revision.shares(), PUBLISHED),
                Shares.totalVariation(
                        revision.shares(),
                        Shares.of(IntStream.generate(() -> 1).limit(10).toArray())));
    }

    private static String finding(GanRevision revision) {
        double[] shares = revision.shares();
        int most = IntStream.range(0, shares.length).reduce(0, (a, b) -> shares[b] > shares[a] ? b : a);
        int least = IntStream.range(0, shares.length).reduce(0, (a, b) -> shares[b] < shares[a] ? b : a);
        List<String> missing = IntStream.range(0, shares.length)
                .filter(digit -> shares[digit] < MISSING)
                .mapToObj(Integer::toString)
                .toList();
        return String.format(
                Locale.ROOT,
                "- `%s`: most often %d (%s %%; the published run: 1, 21.4 %%), least often %d (%s %%); %s.%n",
                revision.name(),
                most,
                Shares.percent(shares[most]),
                least,
                Shares.percent(shares[least]),
                missing.isEmpty() ? "no digit below 1 %" : "below 1 %: " + String.join(", ", missing));
    }

    private static String comparison(GanRevision revision) {
        double[] shares = revision.shares();
        List<Integer> byExcess = ordered(digit -> shares[digit] - PUBLISHED[digit]);
        int above = byExcess.get(0);
        int below = byExcess.get(byExcess.size() - 1);
        return String.format(
                Locale.ROOT,
                "- `%s` against the published run: farthest above it in %d (%+.1f points), farthest below in %d (%+.1f points). "
                        + "From frequent to rare, here %s, there %s.",
                revision.name(),
                above,
                100 * (shares[above] - PUBLISHED[above]),
                below,
                100 * (shares[below] - PUBLISHED[below]),
                ordered(digit -> shares[digit]),
                ordered(digit -> PUBLISHED[digit]));
    }

    /** The digits by falling value. */
    private static List<Integer> ordered(IntToDoubleFunction value) {
        return IntStream.range(0, PUBLISHED.length)
                .boxed()
                .sorted(Comparator.comparingDouble(digit -> -value.applyAsDouble(digit)))
                .toList();
    }

    private static MarkdownTable shares(List<GanRevision> revisions) {
        List<String> heading = new ArrayList<>(List.of("digit", "published run"));
        revisions.forEach(revision -> heading.add(revision.name()));
        var table = new MarkdownTable(heading);
        for (int digit = 0; digit < PUBLISHED.length; digit++) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(digit), Shares.percent(PUBLISHED[digit])));
            for (GanRevision revision : revisions) {
                row.add(Shares.percent(revision.shares()[digit]));
            }
            table.row(row);
        }
        return table;
    }
}
