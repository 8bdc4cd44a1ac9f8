package io.vasari.cli.evaluate;

import io.vasari.cli.tables.Problems;
import io.vasari.scores.features.FrechetLimit;
import io.vasari.scores.linear.Rows;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;

/** The Frechet distance that infinitely many samples would have, from those at several numbers of samples. */
public final class LimitFigures {
    private LimitFigures() {}

    /**
     * @param table a row a distance: number of samples, Frechet distance
     * @param file it comes from
     */
    public static Evaluation of(Rows table, Path file) {
        if (table.dimension() != 2) {
            throw Problems.of(
                    file,
                    "has " + table.dimension() + (table.dimension() == 1 ? " column" : " columns")
                            + "; it takes 2, a number of samples and the Frechet distance at it");
        }
        for (int i = 0; i < table.count(); i++) {
            double n = table.get(i, 0);
            if (!(n >= 1 && n == Math.rint(n) && n < Long.MAX_VALUE)) {
                throw Problems.of(
                        file,
                        "has " + n + " samples in row " + (i + 1)
                                + "; the first column is a number of samples, whole and at least 1");
            }
        }
        long[] sizes = IntStream.range(0, table.count())
                .mapToLong(i -> (long) table.get(i, 0))
                .toArray();
        double[] distances = IntStream.range(0, table.count())
                .mapToDouble(i -> table.get(i, 1))
                .toArray();
        if (IntStream.range(0, sizes.length).mapToLong(i -> sizes[i]).distinct().count() < 2) {
            throw Problems.of(file, "has distances at one number of samples; a line takes two different ones at least");
        }
        var document = figures(sizes, distances).toJson();
        return new Evaluation(
                document,
                String.format(
                        Locale.ROOT,
                        "  %d distances, a line over 1/n with slope %.6g%n"
                                + "  Verdict: infinitely many samples would have the Frechet distance %.6g.%n",
                        sizes.length,
                        document.path("frechet_distance_slope").asDouble(),
                        document.path("frechet_distance_limit").asDouble()));
    }

    /** @param sizes numbers of samples, at least two different ones */
    static Figures figures(long[] sizes, double[] distances) {
        var limit = FrechetLimit.of(sizes, distances);
        return new Figures()
                .put("frechet_distance_limit", limit.intercept())
                .put("frechet_distance_slope", limit.slope())
                .put(
                        "points",
                        IntStream.range(0, sizes.length)
                                .mapToObj(i -> new Figures()
                                        .put("frechet_distance_samples", sizes[i])
                                        .put("frechet_distance", distances[i])
                                        .document())
                                .toList());
    }
}
