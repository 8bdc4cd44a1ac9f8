package io.vasari.benchmarks.critic;

import io.vasari.benchmarks.load.LoadRun;
import io.vasari.benchmarks.machine.CpuTime;
import io.vasari.benchmarks.results.Bound;
import io.vasari.benchmarks.results.Figure;
import io.vasari.benchmarks.results.Finding;
import io.vasari.benchmarks.results.Table;
import io.vasari.benchmarks.scenarios.Bench;
import io.vasari.benchmarks.scenarios.BenchFarm;
import io.vasari.benchmarks.scenarios.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** One evaluator beside one worker, first with the scores of classes alone, then with all that the model's card asks for. */
public final class CriticScenario implements Scenario {
    private static final String UNIT = "images per second of a core";
    private static final Bound CLASSES = Bound.atLeast(1);
    private static final Bound ALL = Bound.atLeast(0.5);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** One pass at a time, and no sample twice: what the processor does is either making or judging. */
    private static final Map<String, String> WORKER = Map.of("vasari.worker.lanes", "1", "vasari.replay.share", "0");

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

    /** Processor time of one round. */
    private record Round(double worker, double evaluator, Duration behind) {}

    @Override
    public void run(Bench bench) {
        var results = bench.results();
        results.title("One evaluator beside one worker, " + samples + " samples of " + bench.model() + " a round");
        results.note(
                "Worker and evaluator run at the same time. What each does with a core is its samples over its processor time, all of its"
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
        results.table(table);
        results.add(findings);
    }

    private List<Round> measure(Bench bench, String scores, Table table) {
        return bench.onFarm(1, true, WORKER, farm -> {
            var measured = new ArrayList<Round>();
            bench.results().progress(scores + ": warming up");
            round(farm);
            for (int number = 1; number <= rounds; number++) {
                bench.results().progress(scores + ": round " + number + " of " + rounds);
                var round = round(farm);
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

    private Round round(BenchFarm farm) {
        CpuTime before = farm.cpuTime();
        var load = farm.load(Map.of(), PATIENCE);
        LoadRun run = load.samples(samples);
        var judged = load.awaitJudged(run);
        CpuTime used = farm.cpuTime().since(before);
        return new Round(
                run.samples() / seconds(used, "worker-1"),
                run.samples() / seconds(used, "evaluator"),
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
}
