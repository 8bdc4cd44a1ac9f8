package io.vasari.evaluator.judge;

import io.vasari.scores.ClassCounts;
import io.vasari.scores.features.FeatureReference;
import io.vasari.scores.features.KMeansBins;
import io.vasari.scores.linear.Rows;
import java.util.SplittableRandom;

/**
 * What features are compared with: real data, with all that can be computed of them beforehand. Immutable.
 *
 * @param name of the reference set
 * @param bins frozen, for the number of statistically different ones
 * @param binCounts of the reference
 */
public record FeatureComparison(String name, FeatureReference reference, KMeansBins bins, ClassCounts binCounts) {
    private static final int MAX_BINS = 100;
    private static final int ROWS_PER_BIN = 10;
    private static final int MAX_ITERATIONS = 100;
    private static final long SEED = 0;

    /** @param rows more than 5 */
    public static FeatureComparison of(String name, Rows rows) {
        int count = Math.max(2, Math.min(MAX_BINS, rows.count() / ROWS_PER_BIN));
        var bins = KMeansBins.fit(rows, count, MAX_ITERATIONS, new SplittableRandom(SEED));
        return new FeatureComparison(name, FeatureReference.of(rows), bins, bins.count(rows));
    }
}
