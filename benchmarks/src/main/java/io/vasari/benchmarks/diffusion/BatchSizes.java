package io.vasari.benchmarks.diffusion;

import io.vasari.benchmarks.bare.DiffusionWish;
import io.vasari.benchmarks.bare.SamplerProcess;
import io.vasari.benchmarks.bare.SamplerResult;
import io.vasari.benchmarks.results.Figure;
import io.vasari.benchmarks.results.Table;
import io.vasari.benchmarks.scenarios.Bench;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/**
 * What the bare sampler loop does with each batch size: measured once in a run, when first asked for. The sizes take turns,
 * since a machine that others use, too, gets slower and faster by more than they differ.
 */
public final class BatchSizes {
    /** A smaller batch that is nearly as fast as the best one answers sooner. */
    private static final double NEARLY = 0.95;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "1,2,4,8,16,32",
            description = "Batch sizes of the bare loop. Default: ${DEFAULT-VALUE}")
    private List<Integer> sizes;

    @Option(
            names = "--sizes-samples",
            defaultValue = "32",
            description = "Samples of each batch size and round, rounded up to full batches. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(
            names = "--sizes-rounds",
            defaultValue = "3",
            description = "How often each size has its turn; the medians count. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--sizes-steps",
            defaultValue = "20",
            description = "Steps of each of those samples. Default: ${DEFAULT-VALUE}")
    private int steps;

    private Optional<List<SamplerResult>> measured = Optional.empty();

    /** The one with the most images per second. */
    SamplerResult best(Bench bench) {
        return measured(bench).stream()
                .max(Comparator.comparingDouble(SamplerResult::imagesPerSecond))
                .orElseThrow();
    }

    /** The smallest that does at least 0.95 of what the best one does. */
    SamplerResult smallestGood(Bench bench) {
        double enough = NEARLY * best(bench).imagesPerSecond();
        return measured(bench).stream()
                .filter(result -> result.imagesPerSecond() >= enough)
                .min(Comparator.comparingInt(SamplerResult::batchSize))
                .orElseThrow();
    }

    private List<SamplerResult> measured(Bench bench) {
        if (measured.isEmpty()) {
            bench.results().progress("bare loop, batch sizes " + sizes);
            var wish = new DiffusionWish(steps);
            var turns = Collections.nCopies(rounds, sizes).stream()
                    .flatMap(List::stream)
                    .toList();
            var results = medians(SamplerProcess.run(bench.zoo(), bench.model(), wish, samples, turns));
            show(bench, wish, results);
            measured = Optional.of(results);
        }
        return measured.get();
    }

    /** One result for each size, in order of size. */
    private List<SamplerResult> medians(List<SamplerResult> turns) {
        var bySize = turns.stream()
                .collect(Collectors.groupingBy(SamplerResult::batchSize, TreeMap::new, Collectors.toList()));
        return bySize.entrySet().stream()
                .map(size -> new SamplerResult(size.getKey(), steps, median(size.getValue())))
                .toList();
    }

    private static double median(List<SamplerResult> turns) {
        return Figure.median(
                turns.stream().mapToDouble(SamplerResult::imagesPerSecond).toArray());
    }

    private void show(Bench bench, DiffusionWish wish, List<SamplerResult> results) {
        bench.results()
                .note(
                        "The bare sampler loop (begin, advance, finish in one thread of one process with a worker's flags; no PNG,"
                                + " no tar) by batch size, " + wish + ", medians of " + rounds + " turns:");
        var table = new Table(List.of("batch size", "images/s", "steps of samples/s"));
        results.forEach(result -> table.row(List.of(
                "" + result.batchSize(),
                String.format(Locale.ROOT, "%.3f", result.imagesPerSecond()),
                String.format(Locale.ROOT, "%.1f", result.stepsPerSecond()))));
        bench.results().table(table);
    }
}
