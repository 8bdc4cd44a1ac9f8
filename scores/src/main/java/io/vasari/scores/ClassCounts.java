package io.vasari.scores;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How many samples fell into each class: the state of every score here. Immutable, mergeable. */
public final class ClassCounts {
    private final long[] counts;
    private final long n;

    private ClassCounts(long[] counts) {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalArgumentException(
                        "the count of class " + i + " is " + counts[i] + ", it must be at least 0");
            }
            sum = Math.addExact(sum, counts[i]);
        }
        this.counts = counts;
        this.n = sum;
    }

    /** @param counts by class, each at least 0 */
    public static ClassCounts of(long... counts) {
        return new ClassCounts(counts.clone());
    }

    public static ClassCounts empty(int classes) {
        return new ClassCounts(new long[classes]);
    }

    /** The counts of both, as if they had been counted together. */
    public ClassCounts plus(ClassCounts other) {
        if (other.classes() != classes()) {
            throw new IllegalArgumentException("cannot add counts of " + other.classes() + " classes to counts of "
                    + classes() + ": they come from different classifiers");
        }
        return new ClassCounts(IntStream.range(0, classes())
                .mapToLong(i -> counts[i] + other.counts[i])
                .toArray());
    }

    /** How many classes there are, seen or not. */
    public int classes() {
        return counts.length;
    }

    /** How many samples there are in all. */
    public long n() {
        return n;
    }

    public long count(int index) {
        return counts[index];
    }

    /** Share of a class, 0 to 1; 0 where nothing was counted. */
    public double share(int index) {
        return n == 0 ? 0 : (double) counts[index] / n;
    }

    /** How many classes have at least one sample. */
    public int covered() {
        return (int) Arrays.stream(counts).filter(count -> count > 0).count();
    }

    public long[] toArray() {
        return counts.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassCounts that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts);
    }
}
