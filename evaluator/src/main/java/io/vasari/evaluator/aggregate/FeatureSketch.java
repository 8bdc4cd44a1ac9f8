package io.vasari.evaluator.aggregate;

import io.vasari.contracts.FeatureRows;
import io.vasari.scores.state.Reservoir;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A fair sample of some samples' features: of those whose keys are not above the limit, the ones with the smallest keys. The
 * limit of several is the lowest of theirs, so that none of them is over-represented. A sample that comes twice is kept once.
 * Immutable, mergeable, the same bits in any order.
 *
 * @param limit largest key that a sample may have to be kept
 */
public record FeatureSketch(long limit, Reservoir reservoir) {

    public static FeatureSketch empty(int dimension) {
        return new FeatureSketch(
                Long.MAX_VALUE, Reservoir.empty(Math.max(1, FeatureSampling.capacity(dimension)), dimension));
    }

    /** @throws IllegalArgumentException when the rows contradict themselves */
    public static FeatureSketch of(FeatureRows rows) {
        int count = rows.positions().length;
        int dimension = rows.dimension();
        if (dimension < 1
                || FeatureSampling.capacity(dimension) == 0
                || rows.keys().length != count
                || rows.perceptualHashes().length != count
                || rows.rows().length != (long) count * dimension * Float.BYTES) {
            throw new IllegalArgumentException("features of " + count + " samples have dimension " + dimension + ", "
                    + rows.keys().length + " keys, " + rows.perceptualHashes().length + " hashes and "
                    + rows.rows().length + " bytes");
        }
        var builder = Reservoir.builder(FeatureSampling.capacity(dimension), dimension);
        var numbers =
                ByteBuffer.wrap(rows.rows()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        var row = new float[dimension];
        for (int i = 0; i < count; i++) {
            numbers.get(row);
            builder.add(rows.keys()[i], row, rows.perceptualHashes()[i]);
        }
        return new FeatureSketch(rows.limit(), builder.build().upTo(rows.limit()));
    }

    public FeatureSketch plus(FeatureSketch other) {
        long lower = Math.min(limit, other.limit);
        return new FeatureSketch(lower, reservoir.upTo(lower).plus(other.reservoir.upTo(lower)));
    }
}
