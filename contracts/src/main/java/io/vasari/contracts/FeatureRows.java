package io.vasari.contracts;

/**
 * Features of some samples of a shard: of those whose keys are not above a limit, at most as many as the aggregation keeps.
 * A sample's key is a hash of its id, so the rows of many shards together are a random sample of their samples.
 *
 * @param embedder that made them
 * @param dimension numbers of a row, at least 1
 * @param limit largest key that a sample may have to be among them
 * @param positions of the samples in the range, ascending
 * @param keys one per position
 * @param rows float32, little-endian, row after row
 * @param perceptualHashes one per position
 */
public record FeatureRows(
        ModelRef embedder,
        int dimension,
        long limit,
        int[] positions,
        long[] keys,
        byte[] rows,
        long[] perceptualHashes) {

    /** How many samples have a row. */
    public int count() {
        return positions.length;
    }
}
