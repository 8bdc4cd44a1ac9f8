package io.vasari.benchmarks.diffusion;

import io.vasari.benchmarks.bare.DiffusionWish;
import io.vasari.benchmarks.bare.SamplerProcess;
import io.vasari.benchmarks.bare.SamplerResult;
import io.vasari.benchmarks.results.Table;
import io.vasari.benchmarks.scenarios.Bench;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the bare sampler loop does with each batch size: measured once in a run, when first asked for. */
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
            description = "Samples of each batch size, rounded up to full batches. Default: ${DEFAULT-VALUE}")
    private int samples;

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
            var results = SamplerProcess.run(bench.zoo(), bench.model(), wish, samples, sizes);
            show(bench, wish, results);
            measured = Optional.of(results);
        }
        return measured.get();
    }

    private static void show(Bench bench, DiffusionWish wish, List<SamplerResult> results) {
        bench.results()
                .note(
                        "The bare sampler loop (begin, advance, finish in one thread of one process with a worker's flags; no PNG,"
                                + " no tar) by batch size, " + wish + ":");
        var table = new Table(List.of("batch size", "images/s", "steps of samples/s"));
        results.forEach(result -> table.row(List.of(
                "" + result.batchSize(),
                String.format(Locale.ROOT, "%.3f", result.imagesPerSecond()),
                String.format(Locale.ROOT, "%.1f", result.stepsPerSecond()))));
        bench.results().table(table);
    }
}
