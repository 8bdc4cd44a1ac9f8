package io.vasari.benchmarks.scenarios;

import io.vasari.benchmarks.load.Latency;
import io.vasari.benchmarks.results.Figure;
import io.vasari.benchmarks.results.Finding;
import java.util.List;
import picocli.CommandLine.Option;

/** How long a job of one sample takes on a farm that has nothing else to do. */
public final class LatencyScenario implements Scenario {
    private static final int WORKERS = 2;
    private static final int WARM_UP = 50;
    private static final double MEDIAN_MILLIS = 300;
    private static final double P99_MILLIS = 1_000;

    @Option(
            names = "--latency-jobs",
            defaultValue = "200",
            description = "Jobs of one sample, one after another. Default: ${DEFAULT-VALUE}")
    private int jobs;

    @Override
    public void run(Bench bench) {
        var results = bench.results();
        results.title("Jobs of one sample on an idle warm farm, two workers and the evaluator");
        results.progress(jobs + " jobs, one after another");
        double[] millis = bench.onFarm(WORKERS, true, farm -> {
            farm.latency().measure(WARM_UP);
            return farm.latency().measure(jobs);
        });
        results.note("From just before the submission until a GET every 5 ms saw the job as succeeded, " + jobs
                + " jobs one after another.");
        results.add(List.of(
                new Finding.Limit(millis("median", millis, 0.5), MEDIAN_MILLIS),
                new Finding.Plain(millis("p90", millis, 0.9)),
                new Finding.Limit(millis("p99", millis, 0.99), P99_MILLIS),
                new Finding.Plain(millis("longest", millis, 1))));
    }

    private static Figure millis(String name, double[] ascending, double share) {
        return new Figure(name, Latency.quantile(ascending, share), "ms");
    }
}
