package io.vasari.evaluator.scoring;

import io.vasari.contracts.FeatureRows;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import io.vasari.evaluator.aggregate.FeatureSampling;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** The features that are wanted of one shard; its {@link #rows} are whole once every wanted image was seen. */
final class WantedFeatures {
    private final int[] positions;
    private final FeatureRows rows;
    private final ByteBuffer numbers;

    /** @param dimension short enough for features to be kept */
    WantedFeatures(String jobId, SampleRange range, ModelRef embedder, int dimension) {
        int capacity = FeatureSampling.capacity(dimension);
        List<FeatureSampling.Chosen> chosen = FeatureSampling.choose(jobId, range, capacity);
        positions = chosen.stream().mapToInt(FeatureSampling.Chosen::position).toArray();
        byte[] bytes = new byte[positions.length * dimension * Float.BYTES];
        numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        rows = new FeatureRows(
                embedder,
                dimension,
                FeatureSampling.limit(range, capacity),
                positions,
                chosen.stream().mapToLong(FeatureSampling.Chosen::key).toArray(),
                bytes,
                new long[positions.length]);
    }

    boolean isWanted(int position) {
        return Arrays.binarySearch(positions, position) >= 0;
    }

    /** @param position of a wanted image */
    void put(int position, float[] features, long perceptualHash) {
        int row = Arrays.binarySearch(positions, position);
        rows.perceptualHashes()[row] = perceptualHash;
        numbers.position(row * rows.dimension() * Float.BYTES).asFloatBuffer().put(features);
    }

    FeatureRows rows() {
        return rows;
    }
}
