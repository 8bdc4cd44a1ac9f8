package io.vasari.models.reference;

/**
 * Features of real data: moments of all, and the rows of some, drawn at random.
 *
 * @param embedder that made them
 * @param dimension of the features
 * @param capacity how many rows are kept at most
 * @param keys that decided which rows are kept, ascending
 * @param rows of float32, row after row, in the order of the keys
 * @param perceptualHashes one a row
 * @param mean of all features
 * @param scatter of all features: the upper triangle of the sum of squared deviations, row after row
 */
public record ReferenceFeatures(
        ReferenceModel embedder,
        int dimension,
        int capacity,
        long[] keys,
        float[] rows,
        long[] perceptualHashes,
        double[] mean,
        double[] scatter) {

    public ReferenceFeatures {
        int count = keys.length;
        if (dimension < 1
                || count > capacity
                || rows.length != (long) count * dimension
                || perceptualHashes.length != count
                || mean.length != dimension
                || scatter.length != dimension * (dimension + 1) / 2) {
            throw new IllegalArgumentException("features of dimension " + dimension + " with " + count + " keys, "
                    + rows.length + " numbers of rows, " + perceptualHashes.length + " hashes, " + mean.length
                    + " of a mean and " + scatter.length + " of a scatter do not fit together");
        }
    }
}
