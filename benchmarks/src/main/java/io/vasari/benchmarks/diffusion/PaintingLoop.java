package io.vasari.benchmarks.diffusion;

import io.vasari.benchmarks.bare.DiffusionWish;
import io.vasari.benchmarks.bare.SamplerProcess;
import io.vasari.benchmarks.load.LoadRun;
import io.vasari.benchmarks.results.Bound;
import io.vasari.benchmarks.results.Figure;
import io.vasari.benchmarks.results.Finding;
import io.vasari.benchmarks.results.Table;
import io.vasari.benchmarks.scenarios.Bench;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** A farm of one worker with one lane against the bare sampler loop at its best batch size. */
public final class PaintingLoop implements DiffusionPart {
    private static final String UNIT = "images/s";
    private static final Bound REQUIRED = Bound.atLeast(0.95);

    @Option(
            names = "--loop-samples",
            defaultValue = "128",
            description = "Samples of the loop and of the farm's job. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(
            names = "--loop-steps",
            defaultValue = "20",
            description = "Steps of each of those samples. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(
            names = "--loop-rounds",
            defaultValue = "3",
            description = "How often both are run, in turn; the medians count. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Override
    public void run(Bench bench, BatchSizes sizes) {
        var results = bench.results();
        var wish = new DiffusionWish(steps);
        results.title("One worker against the bare sampler loop, " + samples + " samples of " + bench.model());
        int best = sizes.best(bench).batchSize();
        results.note(
                wish + "; the loop with batches of " + best
                        + ", the worker with one lane, both with one thread of the engine. The farm is warmed up with one such job.");
        var loop = new ArrayList<Double>();
        var farm = new ArrayList<LoadRun>();
        var table = new Table(List.of("round", "what", UNIT, "processor time"));
        bench.onFarm(1, false, OneLane.SETTINGS, started -> {
            var load = started.load(wish.fields(), OneLane.PATIENCE);
            results.progress("warming up");
            load.run(1, samples);
            for (int round = 1; round <= rounds; round++) {
                results.progress("round " + round + " of " + rounds + ": loop");
                SamplerProcess.run(bench.zoo(), bench.model(), wish, samples, List.of(best))
                        .forEach(result -> loop.add(result.imagesPerSecond()));
                table.row(List.of("" + round, "loop", rounded(loop.get(loop.size() - 1)), ""));
                results.progress("round " + round + " of " + rounds + ": farm");
                var before = started.cpuTime();
                farm.add(load.run(1, samples));
                table.row(List.of(
                        "" + round,
                        "farm",
                        rounded(farm.get(farm.size() - 1).imagesPerSecond()),
                        started.cpuTime().since(before).toString()));
            }
            return started;
        });
        results.table(table);
        var reference = Figure.median(
                "bare loop, batches of " + best,
                UNIT,
                loop.stream().mapToDouble(Double::doubleValue).toArray());
        results.add(List.of(
                new Finding.Ratio(
                        Figure.median(
                                "farm of one worker, from submission",
                                UNIT,
                                farm.stream()
                                        .mapToDouble(LoadRun::imagesPerSecond)
                                        .toArray()),
                        reference,
                        REQUIRED),
                new Finding.Ratio(
                        Figure.median(
                                "farm of one worker, from its start",
                                UNIT,
                                farm.stream()
                                        .mapToDouble(LoadRun::imagesPerSecondOnceStarted)
                                        .toArray()),
                        reference,
                        Bound.NONE)));
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
