package io.vasari.benchmarks.detection;

import io.vasari.benchmarks.results.Figure;
import io.vasari.benchmarks.results.Finding;
import io.vasari.benchmarks.results.Table;
import io.vasari.benchmarks.scenarios.Bench;
import io.vasari.benchmarks.scenarios.Scenario;
import io.vasari.models.ModelZoo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Digits that nothing is wrong with, then digits with faults of graded strength: which alarms sound, and how soon. */
public final class DetectionScenario implements Scenario {
    private static final String CLASSIFIER = "mnist-lenet";
    private static final String REFERENCE = "reference.json";

    @Option(
            names = "--clean-streams",
            defaultValue = "1000",
            description = "Streams without a fault. Default: ${DEFAULT-VALUE}")
    private int cleanStreams;

    @Option(
            names = "--streams",
            defaultValue = "200",
            description = "Streams with each fault. Default: ${DEFAULT-VALUE}")
    private int streams;

    @Option(
            names = "--longest",
            defaultValue = "50000",
            description = "Samples of the longest stream. Default: ${DEFAULT-VALUE}")
    private int longest;

    @Option(
            names = "--feature-splits",
            defaultValue = "1000",
            description = "Splits of each set of real features. Default: ${DEFAULT-VALUE}")
    private int featureSplits;

    @Option(names = "--digit", defaultValue = "4", description = "The one that goes wrong. Default: ${DEFAULT-VALUE}")
    private int digit;

    @Option(names = "--seed", defaultValue = "1", description = "Of all draws. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--chart", paramLabel = "FILE", description = "Draw the delays there, as a PNG.")
    private Path chart;

    @Override
    public void run(Bench bench) {
        var results = bench.results();
        var zoo = ModelZoo.open(bench.zoo());
        var digits = RealDigits.read(
                zoo.folder(CLASSIFIER).file(zoo.folder(CLASSIFIER).defaultRevision(), REFERENCE));
        results.title("What the alarms see, " + digits.reference().counts().n() + " held-out digits");
        results.note(String.format(
                Locale.ROOT,
                "A stream draws from the held-out digits as the classifier sees them, from the first sample of a revision on, to at most"
                        + " %,d samples. The critic looks at it at 100 samples and whenever it has grown by 1 %%. Seed %d.",
                longest,
                seed));
        results.progress("streams without a fault");
        falseAlarms(bench, new Streams(digits, cleanStreams, longest, seed));
        var detections = new ArrayList<Detection>();
        for (var fault : Fault.graded(digit, digits.classes())) {
            results.progress(fault.name());
            var delays = new Streams(digits, streams, longest, seed).of(fault);
            detections.add(new Detection(fault, digits.divergenceNats(fault), delays));
        }
        results.note(streams
                + " streams with each fault. Samples until an alarm: in half of the streams / in nine of ten; - where"
                + " it did not sound in so many. 'Fewest' is what a test would need on average that knows the fault, with the same"
                + " rate of false alarms.");
        results.table(table(detections));
        models(bench, zoo, digits);
        new FeatureDetection(zoo, bench.zoo().resolve("references"), featureSplits, seed)
                .run(results, bench.model().id());
        Optional.ofNullable(chart).ifPresent(file -> new DetectionChart(detections).write(file));
    }

    private static void falseAlarms(Bench bench, Streams clean) {
        var delays = clean.of(Fault.none(clean.digits().classes()));
        bench.results()
                .add(delays.entrySet().stream()
                        .map(entry -> new Finding.Limit(
                                new Figure(
                                        entry.getKey().rule() + " in streams without a fault",
                                        100.0 * entry.getValue().sounded() / clean.count(),
                                        "% of " + clean.count()),
                                0))
                        .toList());
    }

    private void models(Bench bench, ModelZoo zoo, RealDigits digits) {
        var results = bench.results();
        results.note("What " + bench.model().id()
                + " makes, by revision: samples until an alarm; - where it did not sound in "
                + String.format(Locale.ROOT, "%,d", longest) + ".");
        var header = new ArrayList<>(List.of("revision"));
        for (var alarm : Alarm.values()) {
            header.add(alarm.rule());
        }
        var table = new Table(header);
        for (String revision : zoo.folder(bench.model().id()).revisions()) {
            results.progress(revision);
            var classes = PaintedDigits.classes(zoo, bench.model().id(), revision, CLASSIFIER, longest, seed);
            var sounded = new Watch(digits.reference(), longest).of(PaintedDigits.stream(classes));
            var row = new ArrayList<>(List.of(revision));
            for (var alarm : Alarm.values()) {
                row.add(sounded.containsKey(alarm) ? String.format(Locale.ROOT, "%,d", sounded.get(alarm)) : "-");
            }
            table.row(row);
        }
        results.table(table);
    }

    private static Table table(List<Detection> detections) {
        var header = new ArrayList<>(List.of("fault", "nats", "fewest"));
        for (var alarm : Alarm.values()) {
            header.add(alarm.rule());
        }
        var table = new Table(header);
        for (var detection : detections) {
            var row = new ArrayList<>(List.of(
                    detection.fault().name(),
                    String.format(Locale.ROOT, "%.4f", detection.divergenceNats()),
                    String.format(Locale.ROOT, "%,.0f", detection.fewestPossible())));
            for (var alarm : Alarm.values()) {
                row.add(detection.delays().get(alarm).text());
            }
            table.row(row);
        }
        return table;
    }
}
