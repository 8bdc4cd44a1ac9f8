package io.vasari.scores.state;

import java.util.stream.IntStream;

/**
 * What the inception score needs of a classifier's probabilities: their sum per class, and the sum of each sample's own
 * entropy. Immutable, mergeable, the same bits in any order.
 */
public final class BeliefSums {
    /** Single-precision softmax sums to 1 within this. */
    private static final double SLACK = 1e-3;

    private final long n;
    private final ExactSums sums;

    private BeliefSums(long n, ExactSums sums) {
        this.n = n;
        this.sums = sums;
    }

    /** @param classes at least 1 */
    public static BeliefSums empty(int classes) {
        return new BeliefSums(0, ExactSums.zeros(classes + 1));
    }

    /**
     * Restores a state.
     *
     * @param words as {@link #words} gave them
     */
    public static BeliefSums of(long n, long... words) {
        return new BeliefSums(n, ExactSums.ofWords(words));
    }

    /** @param probabilities of one sample, one per class, each 0 to 1, summing to 1 */
    public BeliefSums plus(double... probabilities) {
        int classes = classes();
        if (probabilities.length != classes) {
            throw new IllegalArgumentException(
                    "probabilities of " + probabilities.length + " classes cannot be added to sums of " + classes);
        }
        var terms = new double[classes + 1];
        double total = 0;
        for (int i = 0; i < classes; i++) {
            double p = probabilities[i];
            if (!(p >= 0 && p <= 1 + SLACK)) {
                throw new IllegalArgumentException(
                        "the probability of class " + i + " is " + p + ", it must be between 0 and 1");
            }
            total += p;
            terms[i] = p;
            terms[classes] -= p > 0 ? p * Math.log(p) : 0;
        }
        if (Math.abs(total - 1) > SLACK) {
            throw new IllegalArgumentException("the probabilities sum to " + total + ", not to 1");
        }
        return new BeliefSums(n + 1, sums.plus(terms));
    }

    /** The sums of both, as if all samples had been added together. */
    public BeliefSums plus(BeliefSums other) {
        if (other.classes() != classes()) {
            throw new IllegalArgumentException("cannot add beliefs in " + other.classes() + " classes to beliefs in "
                    + classes() + ": they come from different classifiers");
        }
        return new BeliefSums(n + other.n, sums.plus(other.sums));
    }

    public int classes() {
        return sums.size() - 1;
    }

    /** How many samples there are. */
    public long n() {
        return n;
    }

    /** Mean probability of each class; at least one sample. */
    public double[] marginal() {
        requireSamples();
        return IntStream.range(0, classes()).mapToDouble(i -> sums.get(i) / n).toArray();
    }

    /** Entropy of the marginal, 0 to ln K. */
    public double marginalEntropyNats() {
        double sum = 0;
        for (double p : marginal()) {
            sum -= p > 0 ? p * Math.log(p) : 0;
        }
        return sum;
    }

    /** Mean of the samples' own entropies, 0 (sure of every sample) to ln K. */
    public double meanConditionalEntropyNats() {
        requireSamples();
        return sums.get(classes()) / n;
    }

    private void requireSamples() {
        if (n == 0) {
            throw new IllegalArgumentException("no samples: there is nothing to score");
        }
    }

    /** The state besides n. */
    public long[] words() {
        return sums.toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BeliefSums that && n == that.n && sums.equals(that.sums);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(n) + sums.hashCode();
    }
}
