package io.vasari.benchmarks.critic;

import io.vasari.benchmarks.load.LoadRun;
import io.vasari.benchmarks.machine.CpuTime;
import io.vasari.benchmarks.results.Bound;
import io.vasari.benchmarks.results.Figure;
import io.vasari.benchmarks.results.Finding;
import io.vasari.benchmarks.results.Table;
import io.vasari.benchmarks.scenarios.Bench;
import io.vasari.benchmarks.scenarios.BenchFarm;
import io.vasari.benchmarks.scenarios.MemoryRun;
import io.vasari.benchmarks.scenarios.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/**
 * One evaluator beside one worker, first with the scores of classes alone, then with all that the model's card asks for; what
 * a window of large features costs; and whether the evaluator keeps its size.
 */
public final class CriticScenario implements Scenario {
    private static final String UNIT = "images per second of a core";
    private static final String WORKER = "worker-1";
    private static final String EVALUATOR = "evaluator";
    private static final Bound CLASSES = Bound.atLeast(1);
    private static final Bound ALL = Bound.atLeast(0.5);
    private static final double MERGE_SECONDS = 1;
    private static final int MERGES = 5;

    /** An hour of panes of five minutes each, of features as long as large embedders make them. */
    private static final WindowMerge WINDOW = new WindowMerge(512, 2_000, 13);

    private static final int MEMORY_JOB = 50_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** One pass at a time, and no sample twice: what the processor does is either making or judging. */
    private static final Map<String, String> SETTINGS = Map.of("vasari.worker.lanes", "1", "vasari.replay.share", "0");

    @Option(
            names = "--critic-samples",
            defaultValue = "100000",
            description = "Samples of a round. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(
            names = "--critic-rounds",
            defaultValue = "3",
            description = "How often each is measured; the medians count. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--critic-memory-samples",
            defaultValue = "1000000",
            description =
                    "Samples in a row that the evaluator may not grow by; 0 for no such run. Default: ${DEFAULT-VALUE}")
    private int memorySamples;

    @Option(
            names = "--critic-memory-settled",
            defaultValue = "200000",
            description = "After how many of them nothing may grow any more. Default: ${DEFAULT-VALUE}")
    private int memorySettled;

    /** Processor time of one round. */
    private record Round(double worker, double evaluator, Duration behind) {}

    @Override
    public void run(Bench bench) {
        var results = bench.results();
        results.title("One evaluator beside one worker, " + samples + " samples of " + bench.model() + " a round");
        results.note(
                "Worker and evaluator run at the same time, warmed up until the evaluator gets no faster. What each does with a core is its samples over its processor time, all of its"
                        + " threads together; 'behind' is how long after the last sample was made the last one was judged.");
        var table = new Table(List.of("scores", "round", "worker, " + UNIT, "evaluator, " + UNIT, "behind, s"));
        var findings = new ArrayList<Finding>();
        findings.add(ratio(
                "classes alone",
                bench.inFolder(
                        "plain-zoo",
                        folder -> measure(bench.with(PlainZoo.of(bench.zoo(), folder)), "classes alone", table)),
                CLASSES));
        findings.add(ratio("all scores", measure(bench, "all scores", table), ALL));
        results.progress("a window of large features");
        findings.add(new Finding.Limit(WINDOW.measure(MERGES), MERGE_SECONDS));
        results.table(table);
        results.add(findings);
        if (memorySamples > 0) {
            memory(bench);
        }
    }

    private List<Round> measure(Bench bench, String scores, Table table) {
        return bench.onFarm(1, true, SETTINGS, farm -> {
            bench.results().note(scores + ": " + Pinning.pin(farm.pids(), List.of(WORKER, EVALUATOR)));
            CriticWarmUp.run(() -> round(farm, samples / 4).evaluator(), text -> bench.results()
                    .progress(scores + ", warming up: " + text));
            var measured = new ArrayList<Round>();
            for (int number = 1; number <= rounds; number++) {
                bench.results().progress(scores + ": round " + number + " of " + rounds);
                var round = round(farm, samples);
                measured.add(round);
                table.row(List.of(
                        scores,
                        "" + number,
                        String.format(Locale.ROOT, "%,.0f", round.worker()),
                        String.format(Locale.ROOT, "%,.0f", round.evaluator()),
                        String.format(Locale.ROOT, "%.1f", round.behind().toMillis() / 1e3)));
            }
            return measured;
        });
    }

    private static Round round(BenchFarm farm, int samples) {
        CpuTime before = farm.cpuTime();
        var load = farm.load(Map.of(), PATIENCE);
        LoadRun run = load.samples(samples);
        var judged = load.awaitJudged(run);
        CpuTime used = farm.cpuTime().since(before);
        return new Round(
                run.samples() / seconds(used, WORKER),
                run.samples() / seconds(used, EVALUATOR),
                Duration.between(run.completedAt(), judged));
    }

    private static double seconds(CpuTime used, String process) {
        return used.byName().get(process).toNanos() / 1e9;
    }

    private static Finding ratio(String scores, List<Round> rounds, Bound required) {
        return new Finding.Ratio(
                Figure.median(
                        "evaluator, " + scores,
                        UNIT,
                        rounds.stream().mapToDouble(Round::evaluator).toArray()),
                Figure.median(
                        "worker",
                        UNIT,
                        rounds.stream().mapToDouble(Round::worker).toArray()),
                required);
    }

    private void memory(Bench bench) {
        var results = bench.results();
        results.title(memorySamples + " samples scored in a row, one worker and the evaluator");
        bench.onFarm(1, true, SETTINGS, farm -> {
            new MemoryRun(memorySamples, Math.min(MEMORY_JOB, memorySettled), memorySettled, true, Set.of(EVALUATOR))
                    .measure(farm, farm.load(Map.of(), PATIENCE), results);
            return farm;
        });
    }
}
