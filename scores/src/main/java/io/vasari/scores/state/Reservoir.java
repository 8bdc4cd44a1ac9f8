package io.vasari.scores.state;

import io.vasari.scores.linear.Rows;
import java.util.Arrays;

/**
 * A bounded sample of samples: of all that were offered, those with the smallest keys, each with its features and its
 * perceptual hash. A key is a hash of the sample's id, so what is kept depends neither on order nor on partitioning, and a
 * sample that is delivered twice is kept once. Rows are ordered by key, which is as good as at random. Immutable, mergeable,
 * the same bits in any order.
 */
public final class Reservoir {
    private final int capacity;
    private final int dimension;
    private final long[] keys;
    private final float[] features;
    private final long[] perceptualHashes;

    Reservoir(int capacity, int dimension, long[] keys, float[] features, long[] perceptualHashes) {
        this.capacity = capacity;
        this.dimension = dimension;
        this.keys = keys;
        this.features = features;
        this.perceptualHashes = perceptualHashes;
    }

    /**
     * @param capacity how many samples are kept, at least 1
     * @param dimension of the features, at least 1
     */
    public static ReservoirBuilder builder(int capacity, int dimension) {
        return new ReservoirBuilder(capacity, dimension);
    }

    public static Reservoir empty(int capacity, int dimension) {
        return builder(capacity, dimension).build();
    }

    /** The smallest keys of both, as if all samples had been offered together. */
    public Reservoir plus(Reservoir other) {
        if (other.capacity != capacity || other.dimension != dimension) {
            throw new IllegalArgumentException(("cannot merge a reservoir of %d samples of dimension %d with one of %d "
                            + "samples of dimension %d: capacity and dimension must be the same")
                    .formatted(other.capacity, other.dimension, capacity, dimension));
        }
        return builder(capacity, dimension).addAll(this).addAll(other).build();
    }

    /** The samples whose keys are not above a limit. */
    public Reservoir upTo(long limit) {
        int kept = keys.length;
        while (kept > 0 && keys[kept - 1] > limit) {
            kept--;
        }
        return kept == keys.length
                ? this
                : new Reservoir(
                        capacity,
                        dimension,
                        Arrays.copyOf(keys, kept),
                        Arrays.copyOf(features, kept * dimension),
                        Arrays.copyOf(perceptualHashes, kept));
    }

    /** How many samples are kept at most. */
    public int capacity() {
        return capacity;
    }

    public int dimension() {
        return dimension;
    }

    /** How many samples are kept. */
    public int size() {
        return keys.length;
    }

    /** Whether as many samples are kept as can be: scores that depend on n are comparable only then. */
    public boolean isFull() {
        return size() == capacity;
    }

    /** The features, in the order of the keys. */
    public Rows rows() {
        return Rows.of(dimension, features);
    }

    /** Ascending. */
    public long[] keys() {
        return keys.clone();
    }

    /** Row after row, in the order of the keys. */
    public float[] features() {
        return features.clone();
    }

    /** One per sample, in the order of the keys. */
    public long[] perceptualHashes() {
        return perceptualHashes.clone();
    }

    void offerTo(ReservoirBuilder builder) {
        for (int i = 0; i < keys.length; i++) {
            builder.add(keys[i], features, i * dimension, perceptualHashes[i]);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reservoir that
                && capacity == that.capacity
                && dimension == that.dimension
                && Arrays.equals(keys, that.keys)
                && Arrays.equals(features, that.features)
                && Arrays.equals(perceptualHashes, that.perceptualHashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keys);
    }
}
