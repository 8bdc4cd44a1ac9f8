package io.vasari.training.lenet;

import io.vasari.training.cards.MarkdownTable;
import io.vasari.training.cards.Shares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The model card of {@code mnist-lenet} for people, in the layout of Hugging Face. */
final class LenetReadme {

    private static final String TEXT =
            """
            ---
            license: apache-2.0
            library_name: djl
            pipeline_tag: image-classification
            tags: [lenet, mnist, digits]
            datasets: [ylecun/mnist]
            metrics: [accuracy]
            ---

            # mnist-lenet

            Sorts 28x28 grey digits into ten classes. Vasari's evaluator looks through it: the class it names is the class
            that diversity is counted by.

            - Network: two 5x5 convolutions (16 and 32 channels), each with a 2x2 maximum and ReLU, then 512-128-10. 80,202
              parameters, stored as float16, computed in float32. Input: 0 to 1, ink is 1.
            - Training: the 60,000 training images of MNIST, shifted by up to 2 pixels each way; 12 epochs, batch 128, Adam
              1e-3 falling to 0 along a cosine, dropout 0.4 before the last layer. `./vasari train mnist-lenet` repeats it.
            %s- Revision: `v1`.

            ## On the 10,000 test images

            Accuracy: **%s %%**. Measured on the weights as they are stored here.

            Shares of the classes in percent. `mnist-lenet` is the reference histogram of the critic
            (`v1/reference.json`): what this classifier says of real digits, its own mistakes included.

            %s
            Confusion: rows are the true digit, columns what the classifier says.

            %s
            ## Limits

            It knows only digits, and calls every picture one of them: a smudge gets a class too, often with a high
            confidence. A generator's unreadable samples are therefore counted somewhere.

            ## Licence

            Weights: Apache-2.0. MNIST: Y. LeCun, C. Cortes, C. J. C. Burges, CC BY-SA 3.0; no image is included.
            """;

    private LenetReadme() {}

    /** @param notes on the run, lines of a list or nothing */
    static String text(Confusion confusion, String notes) {
        String accuracy = String.format(Locale.ROOT, "%.2f", 100 * confusion.accuracy());
        return String.format(Locale.ROOT, TEXT, notes, accuracy, shares(confusion), matrix(confusion));
    }

    private static MarkdownTable shares(Confusion confusion) {
        var table = new MarkdownTable(with("digit", Confusion.DIGITS));
        table.row(with("true", percents(confusion.trueCounts())));
        table.row(with("mnist-lenet", percents(confusion.saidCounts())));
        return table;
    }

    private static MarkdownTable matrix(Confusion confusion) {
        var table = new MarkdownTable(with("", Confusion.DIGITS));
        for (int digit = 0; digit < Confusion.DIGITS.size(); digit++) {
            List<String> row = Arrays.stream(confusion.counts()[digit])
                    .mapToObj(Integer::toString)
                    .toList();
            table.row(with(Confusion.DIGITS.get(digit), row));
        }
        return table;
    }

    private static List<String> percents(int[] counts) {
        return Arrays.stream(Shares.of(counts)).mapToObj(Shares::percent).toList();
    }

    private static List<String> with(String first, List<String> others) {
        List<String> cells = new ArrayList<>(List.of(first));
        cells.addAll(others);
        return cells;
    }
}
