package io.vasari.scores.features;

import io.vasari.scores.linear.Rows;
import io.vasari.scores.state.BeliefSums;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The inception score's form on any classifier, exp of the mean KL(p(y|x) || p(y)): the classifier should be sure of each
 * sample, and all classes occur (Salimans et al. 2016). Its logarithm is the marginal's entropy less the samples' mean entropy.
 *
 * @param mean of the splits, 1 to the number of classes
 * @param standardDeviation of the splits, of the population, 0 for one split
 * @param splits each split's score
 */
public record InceptionScore(double mean, double standardDeviation, List<Double> splits) {
    public InceptionScore {
        splits = List.copyOf(splits);
    }

    /** Of all samples at once, 1 to the number of classes. */
    public static double of(BeliefSums sums) {
        return Math.exp(logNats(sums));
    }

    /** Its logarithm, 0 to ln K. */
    public static double logNats(BeliefSums sums) {
        return Math.max(0, sums.marginalEntropyNats() - sums.meanConditionalEntropyNats());
    }

    /**
     * @param probabilities a row per sample, a column per class
     * @param splits how many successive parts are scored apart, 1 to the number of rows
     */
    public static InceptionScore of(Rows probabilities, int splits) {
        int n = probabilities.count();
        if (splits < 1 || splits > n) {
            throw new IllegalArgumentException(
                    "splits is " + splits + ", it must be between 1 and the number of samples, " + n);
        }
        var scores = IntStream.range(0, splits)
                .mapToDouble(s -> of(sums(probabilities, (int) ((long) s * n / splits), (int) ((s + 1L) * n / splits))))
                .toArray();
        double mean = DoubleStream.of(scores).average().orElseThrow();
        double variance = DoubleStream.of(scores)
                .map(score -> (score - mean) * (score - mean))
                .average()
                .orElseThrow();
        return new InceptionScore(
                mean, Math.sqrt(variance), DoubleStream.of(scores).boxed().toList());
    }

    /** Probabilities of a classifier's logits, a row per sample. */
    public static Rows softmax(Rows logits) {
        int classes = logits.dimension();
        var probabilities = logits.toArray();
        for (int start = 0; start < probabilities.length; start += classes) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = start; i < start + classes; i++) {
                largest = Math.max(largest, probabilities[i]);
            }
            double sum = 0;
            for (int i = start; i < start + classes; i++) {
                probabilities[i] = Math.exp(probabilities[i] - largest);
                sum += probabilities[i];
            }
            for (int i = start; i < start + classes; i++) {
                probabilities[i] /= sum;
            }
        }
        return Rows.of(classes, probabilities);
    }

    private static BeliefSums sums(Rows probabilities, int from, int to) {
        var sums = BeliefSums.empty(probabilities.dimension());
        for (int i = from; i < to; i++) {
            sums = sums.plus(probabilities.row(i));
        }
        return sums;
    }
}
