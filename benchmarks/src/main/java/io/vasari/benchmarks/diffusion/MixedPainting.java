package io.vasari.benchmarks.diffusion;

import io.vasari.benchmarks.bare.DiffusionWish;
import io.vasari.benchmarks.load.MixedJobs;
import io.vasari.benchmarks.mixed.BatchingProcess;
import io.vasari.benchmarks.mixed.MixedLoad;
import io.vasari.benchmarks.mixed.MixedResult;
import io.vasari.benchmarks.results.Bound;
import io.vasari.benchmarks.results.Figure;
import io.vasari.benchmarks.results.Finding;
import io.vasari.benchmarks.results.Table;
import io.vasari.benchmarks.scenarios.Bench;
import io.vasari.benchmarks.scenarios.BenchFarm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * A batch job and interactive samples that come at random: continuous batching, on the farm and without one, against static
 * batching without a farm.
 */
public final class MixedPainting implements DiffusionPart {
    private static final Bound LATENCY = Bound.atMost(0.5);
    private static final Bound THROUGHPUT = Bound.atLeast(1.0);

    /** As of the worker that paints nothing but a batch job: what a farm may cost. */
    private static final Bound FARM_THROUGHPUT = Bound.atLeast(0.95);

    private static final String FARM = "farm, continuous";
    private static final String CONTINUOUS = "process, continuous";
    private static final String TOGETHER = "process, static, together";
    private static final String EACH = "process, static, each";

    @Option(
            names = "--mixed-interactive",
            defaultValue = "60",
            description = "How many interactive samples a round. Default: ${DEFAULT-VALUE}")
    private int interactive;

    @Option(
            names = "--mixed-interactive-steps",
            defaultValue = "20",
            description = "Steps of an interactive sample. Default: ${DEFAULT-VALUE}")
    private int interactiveSteps;

    @Option(
            names = "--mixed-batch-steps",
            defaultValue = "50",
            description = "Steps of a sample of the batch job. Default: ${DEFAULT-VALUE}")
    private int batchSteps;

    @Option(
            names = "--mixed-share",
            defaultValue = "0.3",
            description =
                    "Part of the bare loop's capacity that the interactive samples want. Default: ${DEFAULT-VALUE}")
    private double share;

    @Option(
            names = "--mixed-rounds",
            defaultValue = "3",
            description =
                    "How often all are run, in turn; the median throughput counts, and the latencies of all rounds. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--mixed-seed",
            defaultValue = "1",
            description = "Of the random moments at which they come. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Override
    public void run(Bench bench, BatchSizes sizes) {
        var results = bench.results();
        results.title("A batch job and " + interactive + " interactive samples at random, " + bench.model());
        double capacity = sizes.best(bench).stepsPerSecond();
        int seats = sizes.smallestGood(bench).batchSize();
        var load = MixedLoad.of(seed, interactive, interactiveSteps, batchSteps, capacity, share);
        describe(bench, load, capacity, seats);
        var runs = new LinkedHashMap<String, List<MixedResult>>();
        results.progress("warming up with two such loads: process");
        try (var process = new BatchingProcess(bench.zoo(), bench.model(), load, seats)) {
            bench.onFarm(1, false, OneLane.SETTINGS, farm -> {
                var jobs = jobs(farm, bench);
                results.progress("warming up with two such loads: farm");
                onFarm(jobs, load);
                onFarm(jobs, load);
                for (int round = 1; round <= rounds; round++) {
                    String progress = "round " + round + " of " + rounds + ": ";
                    results.progress(progress + FARM);
                    add(runs, FARM, onFarm(jobs, load));
                    results.progress(progress + CONTINUOUS);
                    add(runs, CONTINUOUS, process.runContinuous());
                    results.progress(progress + "static batching");
                    var inBatches = process.runStatic();
                    add(runs, TOGETHER, inBatches.together());
                    add(runs, EACH, inBatches.each());
                }
                return farm;
            });
        }
        results.table(table(runs, load));
        results.add(findings(runs, load));
    }

    private static void add(Map<String, List<MixedResult>> runs, String name, MixedResult run) {
        runs.computeIfAbsent(name, unseen -> new ArrayList<>()).add(run);
    }

    private void describe(Bench bench, MixedLoad load, double capacity, int seats) {
        bench.results()
                .note(String.format(
                        Locale.ROOT,
                        "The job has %d samples of %d steps. Samples of %d steps arrive as a Poisson process (seed %d) that wants"
                                + " %.0f %% of the %.1f steps of samples a second that the bare loop does at its best. The job is there"
                                + " at the start and long enough to outlast the arrivals; throughput is all steps over the time until"
                                + " all is done.",
                        load.batchSamples(),
                        load.batchSteps(),
                        load.interactiveSteps(),
                        seed,
                        100 * share,
                        capacity));
        bench.results()
                .note(
                        "The farm has one worker with one lane, and jobs over HTTP, interactive ones with that priority; a latency"
                                + " ends when the farm says that the job is completed, its image being stored. Beside it one process,"
                                + " which neither encodes nor stores, forms batches in both ways in turns: continuously, with a"
                                + " worker's own device loop, and statically, with batches of "
                                + seats
                                + " (the smallest size within 5 % of the best). In a static batch those who wait for an interactive sample"
                                + " come first, and passes shrink when samples are through; nothing joins before the last one is."
                                + " 'together' gives away a batch when it has ended, 'each' every sample as soon as it has taken its"
                                + " steps. Farm and process are warmed up with two such loads, in which they learn their batch sizes, and stay for all rounds.");
    }

    private MixedJobs jobs(BenchFarm farm, Bench bench) {
        return new MixedJobs(
                farm.url(),
                bench.model(),
                new DiffusionWish(batchSteps).fields(),
                new DiffusionWish(interactiveSteps).fields(),
                OneLane.PATIENCE);
    }

    private static MixedResult onFarm(MixedJobs jobs, MixedLoad load) {
        var outcome = jobs.run(load.batchSamples(), load.arrivals());
        return MixedResult.of(
                outcome.latencies().stream()
                        .mapToDouble(latency -> latency.toNanos() / 1e6)
                        .toArray(),
                outcome.took().toNanos() / 1e9);
    }

    private static Table table(Map<String, List<MixedResult>> runs, MixedLoad load) {
        var table = new Table(
                List.of("what", "round", "mean, ms", "median, ms", "p90, ms", "p99, ms", "longest, ms", "steps/s"));
        runs.forEach((name, rounds) -> {
            for (int round = 0; round < rounds.size(); round++) {
                var run = rounds.get(round);
                table.row(List.of(
                        name,
                        "" + (round + 1),
                        rounded(run.meanMillis()),
                        rounded(run.quantile(0.5)),
                        rounded(run.quantile(0.9)),
                        rounded(run.quantile(0.99)),
                        rounded(run.quantile(1)),
                        String.format(Locale.ROOT, "%.1f", run.stepsPerSecond(load))));
            }
        });
        return table;
    }

    /** Required against a batch that is given away together; the other one is shown beside it. */
    private static List<Finding> findings(Map<String, List<MixedResult>> runs, MixedLoad load) {
        return List.of(
                new Finding.Ratio(latency(FARM, runs), latency(TOGETHER, runs), LATENCY),
                new Finding.Ratio(latency(CONTINUOUS, runs), latency(TOGETHER, runs), LATENCY),
                new Finding.Ratio(throughput(CONTINUOUS, runs, load), throughput(TOGETHER, runs, load), THROUGHPUT),
                new Finding.Ratio(throughput(FARM, runs, load), throughput(TOGETHER, runs, load), FARM_THROUGHPUT),
                new Finding.Ratio(latency(FARM, runs), latency(EACH, runs), Bound.NONE),
                new Finding.Ratio(latency(CONTINUOUS, runs), latency(EACH, runs), Bound.NONE));
    }

    private static Figure latency(String who, Map<String, List<MixedResult>> runs) {
        return new Figure(who + ", p99 of the interactive samples", MixedResult.quantile(runs.get(who), 0.99), "ms");
    }

    private static Figure throughput(String who, Map<String, List<MixedResult>> runs, MixedLoad load) {
        return Figure.median(
                who + ", throughput",
                "steps/s",
                runs.get(who).stream()
                        .mapToDouble(run -> run.stepsPerSecond(load))
                        .toArray());
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
