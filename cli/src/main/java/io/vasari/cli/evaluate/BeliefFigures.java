package io.vasari.cli.evaluate;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.tables.Problems;
import io.vasari.scores.features.InceptionScore;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.state.BeliefSums;
import java.nio.file.Path;
import java.util.Locale;

/** The inception score's form, of a classifier's probabilities. */
public final class BeliefFigures {
    private static final double ROUNDING = 1e-3;

    private BeliefFigures() {}

    /**
     * @param probabilities a row a sample, a column a class
     * @param file they come from
     * @param splits scored apart, at least 1
     */
    public static Evaluation of(Rows probabilities, Path file, int splits) {
        if (splits < 1 || splits > probabilities.count()) {
            throw new UserError(
                    "--splits is " + splits + ", it must be 1 to the number of rows, " + probabilities.count(),
                    ExitCode.USAGE);
        }
        var sums = BeliefSums.empty(probabilities.dimension());
        for (int i = 0; i < probabilities.count(); i++) {
            sums = sums.plus(checked(probabilities.row(i), file, i));
        }
        var score = InceptionScore.of(probabilities, splits);
        var figures = new Figures()
                .put("window_samples", probabilities.count())
                .put("classes", probabilities.dimension())
                .put("inception_score", score.mean())
                .put("inception_score_standard_deviation", score.standardDeviation())
                .put("inception_score_splits", score.splits())
                .put("inception_score_log_nats", InceptionScore.logNats(sums))
                .put("marginal_entropy_nats", sums.marginalEntropyNats())
                .put("mean_conditional_entropy_nats", sums.meanConditionalEntropyNats());
        String text = String.format(
                Locale.ROOT,
                "  inception score %.4f (1 to %d) of %d samples in %d %s, standard deviation %.4f%n"
                        + "  Verdict: the classifier sees as much as %.1f of %d classes, each sample counted by its certainty.%n",
                score.mean(),
                probabilities.dimension(),
                probabilities.count(),
                splits,
                splits == 1 ? "split" : "splits",
                score.standardDeviation(),
                InceptionScore.of(sums),
                probabilities.dimension());
        return new Evaluation(figures.toJson(), text);
    }

    private static double[] checked(double[] row, Path file, int index) {
        double sum = 0;
        for (double share : row) {
            sum += share;
            if (share < 0) {
                throw Problems.of(
                        file,
                        "has the probability " + share + " in row " + (index + 1) + "; give logits with --logits");
            }
        }
        if (Math.abs(sum - 1) > ROUNDING) {
            throw Problems.of(
                    file,
                    "has probabilities that sum to " + sum + " in row " + (index + 1)
                            + ", not to 1; give logits with --logits");
        }
        return row;
    }
}
