package io.vasari.benchmarks.detection;

import io.vasari.models.reference.ReferenceFolder;
import io.vasari.scores.features.FeatureReference;
import io.vasari.scores.features.FeatureScores;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.state.Reservoir;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Features of real data, as a reference set has them.
 *
 * @param values row after row
 */
record RealFeatures(String name, int dimension, float[] values) {
    /** As many as a window keeps: a full sketch. */
    static final int SAMPLES = 512;

    /** @param folder of a reference set with features */
    static RealFeatures read(Path folder) {
        var set = ReferenceFolder.read(folder);
        var features = set.features().orElseThrow();
        return new RealFeatures(set.name(), features.dimension(), features.rows());
    }

    int rows() {
        return values.length / dimension;
    }

    /** All of them, to compare with. */
    FeatureReference reference() {
        return FeatureReference.of(Rows.of(dimension, values));
    }

    /** What is said of {@value #SAMPLES} of them, drawn at random, against the others. */
    FeatureScores split(long seed) {
        var order = new ArrayList<>(IntStream.range(0, rows()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        var others = Rows.of(dimension, taken(order.subList(SAMPLES, order.size())));
        return scores(dimension, taken(order.subList(0, SAMPLES)), FeatureReference.of(others));
    }

    private float[] taken(List<Integer> rows) {
        var taken = new float[rows.size() * dimension];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(values, rows.get(i) * dimension, taken, i * dimension, dimension);
        }
        return taken;
    }

    /** @param samples {@value #SAMPLES} rows, row after row */
    static FeatureScores scores(int dimension, float[] samples, FeatureReference reference) {
        var builder = Reservoir.builder(SAMPLES, dimension);
        var row = new float[dimension];
        for (int i = 0; i < SAMPLES; i++) {
            System.arraycopy(samples, i * dimension, row, 0, dimension);
            builder.add(i, row, 0);
        }
        return FeatureScores.of(builder.build(), reference).orElseThrow();
    }
}
