package io.vasari.benchmarks.critic;

import io.vasari.benchmarks.results.Figure;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.ClassScores;
import io.vasari.scores.Reference;
import io.vasari.scores.duplicates.NearDuplicates;
import io.vasari.scores.features.BinDifferences;
import io.vasari.scores.features.FeatureReference;
import io.vasari.scores.features.FeatureScores;
import io.vasari.scores.features.KMeansBins;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.state.Reservoir;
import io.vasari.scores.verdict.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How long it takes to merge the panes of a window and to compute all scores of the result, on random features.
 *
 * @param dimension of the features
 * @param rows that a pane keeps, and the reference has
 * @param panes of a window
 */
record WindowMerge(int dimension, int rows, int panes) {
    private static final int CLASSES = 10;
    private static final int BINS = 100;
    private static final int BIN_ITERATIONS = 5;
    private static final int WARM_UP = 3;

    /** A pane: what it keeps of features and of classes. */
    private record Pane(Reservoir reservoir, ClassCounts counts) {
        Pane plus(Pane other) {
            return new Pane(reservoir.plus(other.reservoir), counts.plus(other.counts));
        }
    }

    /** What a window is compared with. */
    private record Real(FeatureReference features, KMeansBins bins, ClassCounts binCounts, Reference classes) {}

    /** @return seconds, the median of so many windows, after some that do not count */
    Figure measure(int times) {
        var random = new SplittableRandom(1);
        var real = real(random);
        var window = IntStream.range(0, panes).mapToObj(i -> pane(random)).toList();
        var seconds = new ArrayList<Double>();
        for (int i = 0; i < WARM_UP + times; i++) {
            long start = System.nanoTime();
            if (Double.isNaN(scores(window, real))) {
                throw new IllegalStateException("a score is not a number");
            }
            if (i >= WARM_UP) {
                seconds.add((System.nanoTime() - start) / 1e9);
            }
        }
        return Figure.median(
                "all scores of " + panes + " panes of %,d x %d features, merged".formatted(rows, dimension),
                "s",
                seconds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private Real real(SplittableRandom random) {
        var features = Rows.of(dimension, features(random));
        var bins = KMeansBins.fit(features, BINS, BIN_ITERATIONS, random);
        var names = IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
        return new Real(
                FeatureReference.of(features),
                bins,
                bins.count(features),
                new Reference("random", names, counts(random)));
    }

    private Pane pane(SplittableRandom random) {
        var builder = Reservoir.builder(rows, dimension);
        float[] features = features(random);
        for (int i = 0; i < rows; i++) {
            var row = new float[dimension];
            System.arraycopy(features, i * dimension, row, 0, dimension);
            builder.add(random.nextLong(), row, random.nextLong());
        }
        return new Pane(builder.build(), counts(random));
    }

    private float[] features(SplittableRandom random) {
        var features = new float[rows * dimension];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) (random.nextDouble() - random.nextDouble());
        }
        return features;
    }

    private static ClassCounts counts(SplittableRandom random) {
        return ClassCounts.of(random.longs(CLASSES, 900, 1_100).toArray());
    }

    /** The sum of some, so that none is left out. */
    private static double scores(List<Pane> window, Real real) {
        var merged = window.stream().reduce(Pane::plus).orElseThrow();
        var features = FeatureScores.of(merged.reservoir(), real.features()).orElseThrow();
        var differences = BinDifferences.of(real.bins().count(merged.reservoir().rows()), real.binCounts());
        var duplicates = NearDuplicates.of(merged.reservoir().perceptualHashes());
        var classes = ClassScores.of(merged.counts(), real.classes());
        return features.kernelDistance().value()
                + features.frechetDistance().orElseThrow()
                + features.vendi()
                + differences.ratio()
                + duplicates.ratio()
                + classes.evidenceNats()
                + Judge.judge(classes).text().length();
    }
}
