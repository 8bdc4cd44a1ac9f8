package io.vasari.scores.state;

import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeMap;

/**
 * How often each content hash occurred: of all different hashes, the {@code capacity} that come first in a fixed shuffled
 * order, each with its exact count. Where no more different ones occurred, it is exact; else those kept are a fair sample of
 * the different ones (bottom-k sketch; Bar-Yossef et al. 2002, Cohen and Kaplan 2007). It does not know samples: offer each
 * sample once. Immutable, mergeable, the same bits in any order.
 */
public final class HashCounts {
    private static final Comparator<Long> SHUFFLED = Comparator.comparing(SampleKeys::mix, Long::compareUnsigned);

    private final int capacity;
    private final long n;
    private final boolean dropped;
    private final long[] hashes;
    private final long[] counts;

    private HashCounts(int capacity, long n, boolean dropped, long[] hashes, long[] counts) {
        this.capacity = capacity;
        this.n = n;
        this.dropped = dropped;
        this.hashes = hashes;
        this.counts = counts;
    }

    /** @param capacity how many different hashes are kept, at least 2 */
    public static HashCounts of(int capacity, long... contentHashes) {
        if (capacity < 2) {
            throw new IllegalArgumentException("capacity is " + capacity + ", it must be at least 2");
        }
        var merged = new TreeMap<Long, Long>(SHUFFLED);
        for (long hash : contentHashes) {
            merged.merge(hash, 1L, Long::sum);
        }
        return kept(capacity, contentHashes.length, false, merged);
    }

    /**
     * Restores a state from what its accessors gave.
     *
     * @param dropped whether different hashes were dropped
     */
    public static HashCounts restored(int capacity, long n, boolean dropped, long[] hashes, long[] counts) {
        var merged = new TreeMap<Long, Long>(SHUFFLED);
        for (int i = 0; i < hashes.length; i++) {
            merged.put(hashes[i], counts[i]);
        }
        return kept(capacity, n, dropped, merged);
    }

    /** The counts of both, as if all hashes had been counted together. */
    public HashCounts plus(HashCounts other) {
        if (other.capacity != capacity) {
            throw new IllegalArgumentException("cannot merge counts of at most " + other.capacity
                    + " hashes with counts of at most " + capacity + ": the capacity must be the same");
        }
        var merged = new TreeMap<Long, Long>(SHUFFLED);
        for (var part : new HashCounts[] {this, other}) {
            for (int i = 0; i < part.hashes.length; i++) {
                merged.merge(part.hashes[i], part.counts[i], Long::sum);
            }
        }
        return kept(capacity, n + other.n, dropped || other.dropped, merged);
    }

    private static HashCounts kept(int capacity, long n, boolean dropped, TreeMap<Long, Long> merged) {
        boolean drops = dropped || merged.size() > capacity;
        while (merged.size() > capacity) {
            merged.pollLastEntry();
        }
        var hashes = merged.keySet().stream().mapToLong(Long::longValue).toArray();
        var counts = merged.values().stream().mapToLong(Long::longValue).toArray();
        return new HashCounts(capacity, n, drops, hashes, counts);
    }

    /** How many samples there are. */
    public long n() {
        return n;
    }

    public int capacity() {
        return capacity;
    }

    /** Whether there were more different hashes than are kept, so that figures are estimates. */
    public boolean isEstimate() {
        return dropped;
    }

    /** How many different hashes occurred: exact, or the estimate (k - 1) / (k-th smallest rank, 0 to 1). */
    public double distinct() {
        if (!dropped) {
            return hashes.length;
        }
        long largest = SampleKeys.mix(hashes[hashes.length - 1]);
        double rank = ((largest >>> 1) * 2.0 + 1) * 0x1p-64;
        return (hashes.length - 1) / rank;
    }

    /** Share of the samples beyond the first of each hash, 0 (all different) to 1 - 1/n (all alike); 0 without samples. */
    public double duplicateRatio() {
        long kept = Arrays.stream(counts).sum();
        return kept == 0 ? 0 : 1 - (double) hashes.length / kept;
    }

    /** Probability that two different samples, drawn at random, have the same hash, 0 to 1; at least two samples. */
    public double collisionProbability() {
        if (n < 2) {
            throw new IllegalArgumentException("a collision takes at least 2 samples, there are " + n);
        }
        double pairs = 0;
        for (long count : counts) {
            pairs += 0.5 * count * (count - 1);
        }
        double all = 0.5 * n * (n - 1);
        return Math.min(1, pairs * (distinct() / hashes.length) / all);
    }

    /** The hashes that are kept, in the fixed shuffled order. */
    public long[] hashes() {
        return hashes.clone();
    }

    /** One per hash that is kept. */
    public long[] counts() {
        return counts.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HashCounts that
                && capacity == that.capacity
                && n == that.n
                && dropped == that.dropped
                && Arrays.equals(hashes, that.hashes)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(hashes) + Arrays.hashCode(counts);
    }
}
