package io.vasari.scores.diversity;

import io.vasari.scores.ClassCounts;
import io.vasari.scores.Reference;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Classes that the reference has and the samples lack. Chi-squared is blind to a lost class where this bound is not: at
 * n = 120 and ten equal classes, one lost has chi-squared p = 0.14 and the bound 3e-5.
 *
 * @param indices of the missing classes, ascending
 * @param log10PValue base-10 logarithm, at most 0, of the bound K(1-p)^n on the probability that, among K classes, any
 *     that is as common as p is missing by chance from n samples; p is the share of the most common missing class
 */
public record MissingClasses(List<Integer> indices, double log10PValue) {
    public static MissingClasses of(ClassCounts counts, Reference reference) {
        var missing = IntStream.range(0, counts.classes())
                .filter(i -> counts.count(i) == 0 && reference.share(i) > 0)
                .boxed()
                .toList();
        double largest = missing.stream().mapToDouble(reference::share).max().orElse(0);
        int classes = reference.counts().covered();
        return new MissingClasses(missing, missing.isEmpty() ? 0 : log10Bound(classes, largest, counts.n()));
    }

    /** log10 of min(1, K(1-p)^n), by the union bound over K classes. */
    public static double log10Bound(int classes, double share, long n) {
        return Math.min(0, Math.log10(classes) + n * Math.log1p(-share) / Math.log(10));
    }

    /**
     * The fewest samples from which a class of that share is missed as K(1-p)^n of at most {@code alpha}.
     *
     * @param share above 0, below 1
     * @param alpha above 0, below 1
     */
    public static long minSamples(int classes, double share, double alpha) {
        return (long) Math.ceil(Math.log(alpha / classes) / Math.log1p(-share));
    }

    public boolean isEmpty() {
        return indices.isEmpty();
    }
}
