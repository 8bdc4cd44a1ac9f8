package io.vasari.benchmarks.detection;

import io.vasari.benchmarks.results.Figure;
import io.vasari.benchmarks.results.Finding;
import io.vasari.benchmarks.results.Results;
import io.vasari.benchmarks.results.Table;
import io.vasari.models.ModelZoo;
import io.vasari.models.SampleKey;
import io.vasari.scores.features.FeatureScores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How often features raise an alarm where nothing is wrong, and what they say of what a model makes.
 *
 * @param references folder of reference sets
 * @param splits of each set of real features
 */
record FeatureDetection(ModelZoo zoo, Path references, int splits, long seed) {
    private static final String DIGITS = "mnist-test";
    private static final List<String> SETS = List.of(DIGITS, "vases");
    private static final String EYE = "mnist-lenet";

    /** @param model whose revisions are looked at, of digits */
    void run(Results results, String model) {
        results.note("Features: each reference set was split " + splits + " times at random, " + RealFeatures.SAMPLES
                + " rows, as many as a window keeps, against the others.");
        var table = new Table(List.of(
                "what", "z, median", "z, 99 %", "z, largest", "precision, median", "precision, smallest", "alarms"));
        var findings = new ArrayList<Finding>();
        for (String set : SETS) {
            results.progress("features of " + set);
            var real = RealFeatures.read(references.resolve(set));
            var scores = LongStream.range(seed, seed + splits)
                    .parallel()
                    .mapToObj(real::split)
                    .toList();
            table.row(cells(set, scores));
            findings.add(new Finding.Limit(
                    new Figure(
                            FeatureAlarm.RULE + " in real features, " + set,
                            100.0 * alarms(scores) / splits,
                            "% of " + splits),
                    0));
        }
        var digits = RealFeatures.read(references.resolve(DIGITS));
        for (String revision : zoo.folder(model).revisions()) {
            results.progress("features of " + revision);
            table.row(cells(model + " " + revision, List.of(painted(digits, model, revision))));
        }
        results.table(table);
        results.add(findings);
    }

    private FeatureScores painted(RealFeatures digits, String model, String revision) {
        try (var painter = zoo.loadGenerative(model, revision);
                var eye = zoo.loadEmbedder(EYE, zoo.folder(EYE).defaultRevision())) {
            var keys = IntStream.range(0, RealFeatures.SAMPLES)
                    .mapToObj(index -> new SampleKey(seed, index))
                    .toList();
            var painted = painter.generate(keys);
            var rows = eye.embed(painted.pixels(), painter.shape(), painted.count());
            var flat = new float[rows.length * digits.dimension()];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(rows[i], 0, flat, i * digits.dimension(), digits.dimension());
            }
            return RealFeatures.scores(digits.dimension(), flat, digits.reference());
        }
    }

    private static List<String> cells(String what, List<FeatureScores> scores) {
        var z = scores.stream().mapToDouble(FeatureAlarm::z).sorted().toArray();
        var precision = scores.stream()
                .mapToDouble(of -> of.fidelity().precision())
                .sorted()
                .toArray();
        return List.of(
                what,
                two(quantile(z, 0.5)),
                two(quantile(z, 0.99)),
                two(z[z.length - 1]),
                two(quantile(precision, 0.5)),
                two(precision[0]),
                alarms(scores) + " of " + scores.size());
    }

    private static long alarms(List<FeatureScores> scores) {
        return scores.stream().filter(FeatureAlarm::sounds).count();
    }

    private static double quantile(double[] ascending, double part) {
        return Arrays.stream(ascending)
                .skip(Math.max(0, (int) Math.ceil(part * ascending.length) - 1))
                .findFirst()
                .orElseThrow();
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
