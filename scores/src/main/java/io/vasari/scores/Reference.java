package io.vasari.scores;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What a diverse model's histogram looks like: the same classifier's counts on real held-out data.
 *
 * @param name of the data, for example {@code mnist-test}
 * @param classNames in the order of the classifier's outputs
 * @param counts on that data, one per class name, at least one sample in all
 */
public record Reference(String name, List<String> classNames, ClassCounts counts) {
    public Reference {
        classNames = List.copyOf(classNames);
        if (classNames.size() != counts.classes()) {
            throw new IllegalArgumentException(
                    "reference '" + name + "' names " + classNames.size() + " classes and counts " + counts.classes());
        }
        if (counts.n() == 0) {
            throw new IllegalArgumentException("reference '" + name + "' counts no samples");
        }
    }

    /** Equal shares, known exactly: what to compare with where no held-out data was counted. */
    public static Reference uniform(List<String> classNames) {
        var counts = Collections.nCopies(classNames.size(), EXACT).stream()
                .mapToLong(Long::longValue)
                .toArray();
        return new Reference("uniform", classNames, ClassCounts.of(counts));
    }

    /**
     * Shares that are known exactly, to 16 digits of the whole.
     *
     * @param shares one per class name, each above 0; only their proportions matter
     */
    public static Reference known(String name, List<String> classNames, double[] shares) {
        double sum = Arrays.stream(shares).sum();
        var counts = new long[shares.length];
        for (int i = 0; i < counts.length; i++) {
            if (!(shares[i] > 0) || !(sum < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("reference '" + name + "' has the share " + shares[i]
                        + ", known shares are finite and above 0");
            }
            counts[i] = Math.max(1, Math.round(shares[i] / sum * WHOLE));
        }
        return new Reference(name, classNames, ClassCounts.of(counts));
    }

    /** So many that the shares count as known. */
    private static final long EXACT = 1L << 40;

    /** Counts that are shares, in all. */
    private static final double WHOLE = 1L << 53;

    /** Whether the shares are known, and no sample. */
    public boolean isKnown() {
        return counts.n() >= EXACT;
    }

    public int classes() {
        return classNames.size();
    }

    /** Expected share of a class, 0 to 1. */
    public double share(int index) {
        return counts.share(index);
    }

    /** Expected shares, one per class, summing to 1. */
    public double[] shares() {
        var shares = new double[classes()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = share(i);
        }
        return shares;
    }

    /**
     * Whether this reference is too small to stand for the truth when {@code n} samples are judged: it is a sample of
     * fewer than they are, so that its own noise outweighs theirs, or it has a class without samples. A two-sample test is
     * then the honest one.
     */
    public boolean isSmallFor(long n) {
        return !isKnown() && counts.n() < n || counts.covered() < classes();
    }
}
