package io.vasari.benchmarks.scenarios;

import picocli.CommandLine.Option;

/** Whether the farm's processes keep their size while they make sample after sample. */
public final class MemoryScenario implements Scenario {
    private static final int WORKERS = 2;

    @Option(
            names = "--memory-samples",
            defaultValue = "200000",
            description = "Samples in a row. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(
            names = "--memory-job",
            defaultValue = "10000",
            description = "Samples of each job; the next follows when one is done. Default: ${DEFAULT-VALUE}")
    private int job;

    @Option(
            names = "--memory-settled",
            defaultValue = "20000",
            description = "After how many samples nothing may grow any more. Default: ${DEFAULT-VALUE}")
    private int settled;

    @Override
    public void run(Bench bench) {
        var results = bench.results();
        results.title(samples + " samples in a row, two workers and the evaluator");
        bench.onFarm(WORKERS, true, farm -> {
            new MemoryRun(samples, job, settled).measure(farm, farm.load(), results);
            return farm;
        });
    }
}
