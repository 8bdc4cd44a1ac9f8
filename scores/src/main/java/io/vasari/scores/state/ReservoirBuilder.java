package io.vasari.scores.state;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Collects samples for a {@link Reservoir}; holds at most twice its capacity. Not thread-safe. */
public final class ReservoirBuilder {
    private final int capacity;
    private final int dimension;
    private int size;
    private long[] keys;
    private float[] features;
    private long[] perceptualHashes;
    /** Once it is full, keys above the largest that is kept need not be looked at. */
    private long largestUseful = Long.MAX_VALUE;

    ReservoirBuilder(int capacity, int dimension) {
        if (capacity < 1 || dimension < 1) {
            throw new IllegalArgumentException(
                    "capacity is " + capacity + " and dimension " + dimension + ", both must be at least 1");
        }
        this.capacity = capacity;
        this.dimension = dimension;
        int start = Math.min(2 * capacity, 64);
        this.keys = new long[start];
        this.features = new float[start * dimension];
        this.perceptualHashes = new long[start];
    }

    /**
     * Offers a sample.
     *
     * @param key from {@link SampleKeys}
     * @param sampleFeatures finite, as many as the dimension
     */
    public ReservoirBuilder add(long key, float[] sampleFeatures, long perceptualHash) {
        if (sampleFeatures.length != dimension) {
            throw new IllegalArgumentException("a sample has " + sampleFeatures.length
                    + " features, the reservoir's have " + dimension + ": they come from different models");
        }
        for (int i = 0; i < dimension; i++) {
            if (!Float.isFinite(sampleFeatures[i])) {
                throw new IllegalArgumentException(
                        "feature " + i + " of a sample is " + sampleFeatures[i] + ", it must be a finite number");
            }
        }
        return add(key, sampleFeatures, 0, perceptualHash);
    }

    public ReservoirBuilder addAll(Reservoir reservoir) {
        reservoir.offerTo(this);
        return this;
    }

    ReservoirBuilder add(long key, float[] source, int offset, long perceptualHash) {
        if (key > largestUseful) {
            return this;
        }
        if (size == keys.length) {
            makeRoom();
        }
        keys[size] = key;
        System.arraycopy(source, offset, features, size * dimension, dimension);
        perceptualHashes[size] = perceptualHash;
        size++;
        return this;
    }

    private void makeRoom() {
        if (size >= 2 * capacity) {
            var kept = build();
            size = kept.size();
            System.arraycopy(kept.keys(), 0, keys, 0, size);
            System.arraycopy(kept.features(), 0, features, 0, size * dimension);
            System.arraycopy(kept.perceptualHashes(), 0, perceptualHashes, 0, size);
            largestUseful = kept.isFull() ? keys[size - 1] : Long.MAX_VALUE;
            return;
        }
        int larger = Math.min(2 * capacity, 2 * size);
        keys = Arrays.copyOf(keys, larger);
        features = Arrays.copyOf(features, larger * dimension);
        perceptualHashes = Arrays.copyOf(perceptualHashes, larger);
    }

    public Reservoir build() {
        var kept = IntStream.range(0, size)
                .boxed()
                .sorted(this::compare)
                .mapToInt(Integer::intValue)
                .toArray();
        var keptKeys = new long[Math.min(size, capacity)];
        var keptFeatures = new float[keptKeys.length * dimension];
        var keptHashes = new long[keptKeys.length];
        int count = 0;
        for (int i = 0; i < kept.length && count < capacity; i++) {
            int from = kept[i];
            if (count > 0 && keptKeys[count - 1] == keys[from]) {
                continue;
            }
            keptKeys[count] = keys[from];
            System.arraycopy(features, from * dimension, keptFeatures, count * dimension, dimension);
            keptHashes[count] = perceptualHashes[from];
            count++;
        }
        return new Reservoir(
                capacity,
                dimension,
                Arrays.copyOf(keptKeys, count),
                Arrays.copyOf(keptFeatures, count * dimension),
                Arrays.copyOf(keptHashes, count));
    }

    /** By key; a sample that came twice with different bits is decided by the bits, never by which came first. */
    private int compare(int a, int b) {
        int byKey = Long.compare(keys[a], keys[b]);
        if (byKey != 0) {
            return byKey;
        }
        int byHash = Long.compare(perceptualHashes[a], perceptualHashes[b]);
        return byHash != 0
                ? byHash
                : Arrays.compare(
                        features, a * dimension, (a + 1) * dimension, features, b * dimension, (b + 1) * dimension);
    }
}
