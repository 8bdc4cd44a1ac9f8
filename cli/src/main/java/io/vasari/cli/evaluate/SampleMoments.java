package io.vasari.cli.evaluate;

import io.vasari.scores.features.FrechetDistance;
import io.vasari.scores.features.FrechetTerms;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.state.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Mean and covariance of features, with the number of samples where it is known.
 *
 * @param n at least 2
 * @param mean d numbers
 * @param covariance unbiased, d x d, flat, symmetric, positive semidefinite
 */
record SampleMoments(OptionalLong n, double[] mean, double[] covariance) {
    static SampleMoments of(Rows rows) {
        return of(Moments.of(rows));
    }

    static SampleMoments of(Moments moments) {
        return new SampleMoments(OptionalLong.of(moments.n()), moments.mean(), moments.covariance());
    }

    int dimension() {
        return mean.length;
    }

    FrechetTerms terms(SampleMoments reference) {
        return FrechetDistance.terms(mean, covariance, reference.mean, reference.covariance);
    }

    /** What merges; n must be known. */
    Moments toMoments() {
        int d = dimension();
        long samples = n.orElseThrow();
        double[] scatter = IntStream.range(0, d)
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(covariance, i * d + i, (i + 1) * d))
                .map(value -> value * (samples - 1))
                .toArray();
        return Moments.of(samples, mean, scatter);
    }

    /** As {@code --moments} reads it. */
    Figures figures() {
        int d = dimension();
        var figures = new Figures();
        n.ifPresent(samples -> figures.put("n", samples));
        List<List<Double>> rows = IntStream.range(0, d)
                .mapToObj(i ->
                        Arrays.stream(covariance, i * d, (i + 1) * d).boxed().toList())
                .toList();
        return figures.put("mean", mean).put("covariance", rows);
    }
}
