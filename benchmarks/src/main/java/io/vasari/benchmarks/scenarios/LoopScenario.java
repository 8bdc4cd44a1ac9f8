package io.vasari.benchmarks.scenarios;

import io.vasari.benchmarks.bare.BareProcess;
import io.vasari.benchmarks.bare.BareResult;
import io.vasari.benchmarks.load.LoadRun;
import io.vasari.benchmarks.load.WarmUp;
import io.vasari.benchmarks.results.Bound;
import io.vasari.benchmarks.results.Figure;
import io.vasari.benchmarks.results.Finding;
import io.vasari.benchmarks.results.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Option;

/** A farm of one worker against one process that loops. */
public final class LoopScenario implements Scenario {
    private static final String UNIT = "images/s";
    private static final Bound REQUIRED = Bound.atLeast(0.7);

    @Option(
            names = "--loop-samples",
            defaultValue = "100000",
            description = "Samples of the loop and of the farm's job. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(
            names = "--loop-shard",
            defaultValue = "1024",
            description = "Samples of a tar in the loop. Default: ${DEFAULT-VALUE}")
    private int shard;

    @Option(
            names = "--loop-rounds",
            defaultValue = "3",
            description = "How often both are run, in turn; the medians count. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Override
    public void run(Bench bench) {
        var results = bench.results();
        results.title("One worker against a bare loop, " + samples + " samples of " + bench.model());
        var plain = new ArrayList<BareResult>();
        var worker = new ArrayList<BareResult>();
        var farm = new ArrayList<LoadRun>();
        var costs = new Table(List.of("round", "what", UNIT, "where the time goes"));
        bench.onFarm(1, false, started -> {
            WarmUp.run(started.load(), text -> results.progress("warming up: " + text));
            for (int round = 1; round <= rounds; round++) {
                String number = "" + round;
                results.progress("round " + round + " of " + rounds + ": loop");
                bench.inFolder("loop", out -> BareProcess.run(bench.zoo(), bench.model(), samples, shard, out))
                        .forEach(result -> {
                            (result.variant().equals(BareProcess.PLAIN) ? plain : worker).add(result);
                            costs.row(List.of(
                                    number, result.variant(), rounded(result.imagesPerSecond()), split(result)));
                        });
                results.progress("round " + round + " of " + rounds + ": farm");
                farm.add(measure(started, number, costs));
            }
            return started;
        });
        results.table(costs);
        results.add(findings(plain, worker, farm));
    }

    private LoadRun measure(BenchFarm farm, String round, Table costs) {
        var load = farm.load();
        var before = farm.cpuTime();
        var run = load.samples(samples);
        costs.row(List.of(
                round,
                "farm",
                rounded(run.imagesPerSecond()),
                "processor time: " + farm.cpuTime().since(before)));
        return run;
    }

    private static List<Finding> findings(List<BareResult> plain, List<BareResult> worker, List<LoadRun> farm) {
        var plainLoop = median(BareProcess.PLAIN, plain, BareResult::imagesPerSecond);
        var workerLoop = median(BareProcess.WORKER, worker, BareResult::imagesPerSecond);
        var submitted = median("farm of one worker, from submission", farm, LoadRun::imagesPerSecond);
        var started = median("farm of one worker, from its start", farm, LoadRun::imagesPerSecondOnceStarted);
        return List.of(
                new Finding.Ratio(submitted, plainLoop, REQUIRED),
                new Finding.Ratio(started, plainLoop, Bound.NONE),
                new Finding.Ratio(submitted, workerLoop, Bound.NONE),
                new Finding.Ratio(started, workerLoop, Bound.NONE));
    }

    private static <T> Figure median(String name, List<T> runs, ToDoubleFunction<T> value) {
        return Figure.median(name, UNIT, runs.stream().mapToDouble(value).toArray());
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String split(BareResult result) {
        return String.format(
                Locale.ROOT,
                "per image: networks %.1f us, PNG and tar %.1f us, file %.1f us",
                result.generatingMicros(),
                result.encodingMicros(),
                result.storingMicros());
    }
}
