package io.vasari.scores;

import io.vasari.scores.diversity.Divergence;
import io.vasari.scores.diversity.Entropy;
import io.vasari.scores.diversity.MissingClasses;
import io.vasari.scores.fit.ChiSquaredTest;
import io.vasari.scores.fit.Evidence;
import io.vasari.scores.fit.Residuals;
import io.vasari.scores.fit.Wilson;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that the critic says of one class histogram against one reference.
 *
 * @param entropyRatio entropy over its maximum, 0 to 1
 * @param effectiveClasses exponential of the entropy, 1 to the number of classes
 * @param klNats Kullback-Leibler divergence of the samples from the reference, at least 0
 * @param jsNats Jensen-Shannon divergence, 0 to ln 2
 * @param totalVariation 0 to 1
 * @param fit the chi-squared and G tests: of two samples where the reference is small for these counts
 * @param evidenceNats logarithm of the anytime-valid e-value
 */
public record ClassScores(
        Reference reference,
        ClassCounts counts,
        double entropyNats,
        double entropyRatio,
        double effectiveClasses,
        double klNats,
        double jsNats,
        double totalVariation,
        ChiSquaredTest fit,
        Residuals residuals,
        MissingClasses missing,
        double evidenceNats) {

    /** @param counts of at least one sample, of the reference's classes */
    public static ClassScores of(ClassCounts counts, Reference reference) {
        if (counts.classes() != reference.classes()) {
            throw new IllegalArgumentException("counts of " + counts.classes() + " classes cannot be judged by '"
                    + reference.name() + "', which has " + reference.classes());
        }
        if (counts.n() == 0) {
            throw new IllegalArgumentException("no samples: there is nothing to score");
        }
        var q = reference.shares();
        var p = IntStream.range(0, counts.classes()).mapToDouble(counts::share).toArray();
        return new ClassScores(
                reference,
                counts,
                Entropy.nats(counts),
                Entropy.ratio(counts),
                Entropy.effectiveClasses(counts),
                Divergence.klNats(p, q),
                Divergence.jsNats(p, q),
                Divergence.totalVariation(p, q),
                ChiSquaredTest.of(counts, reference),
                Residuals.of(counts, q),
                MissingClasses.of(counts, reference),
                Evidence.nats(counts, reference));
    }

    public long n() {
        return counts.n();
    }

    /** Share of the reference's classes that have at least one sample, 0 to 1. */
    public double coverageRatio() {
        int expected = reference.counts().covered();
        return (double) (expected - missing.indices().size()) / expected;
    }

    public List<String> missingNames() {
        return missing.indices().stream().map(reference.classNames()::get).toList();
    }

    /** The table that people read, one row per class in the classifier's order. */
    public List<ClassRow> rows() {
        return IntStream.range(0, counts.classes()).mapToObj(this::row).toList();
    }

    private ClassRow row(int i) {
        var interval = Wilson.of(counts.count(i), counts.n(), Wilson.Z_95);
        return new ClassRow(
                reference.classNames().get(i),
                counts.count(i),
                counts.share(i),
                reference.share(i),
                residuals.sigmas()[i],
                residuals.log10PValues()[i],
                interval.low(),
                interval.high());
    }
}
