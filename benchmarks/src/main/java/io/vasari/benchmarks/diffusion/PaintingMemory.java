package io.vasari.benchmarks.diffusion;

import io.vasari.benchmarks.bare.DiffusionWish;
import io.vasari.benchmarks.scenarios.Bench;
import io.vasari.benchmarks.scenarios.MemoryRun;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whether the farm's processes keep their size while they paint image after image. */
public final class PaintingMemory implements DiffusionPart {
    private static final int WORKERS = 1;

    @Option(
            names = "--memory-samples",
            defaultValue = "1500",
            description = "Images in a row, those of the start among them. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(
            names = "--memory-job",
            defaultValue = "250",
            description = "Images of each job; the next follows when one is done. Default: ${DEFAULT-VALUE}")
    private int job;

    @Option(
            names = "--memory-settled",
            defaultValue = "500",
            description =
                    "After how many images nothing may grow any more: by then the worker has learned how many samples"
                            + " a step takes. Default: ${DEFAULT-VALUE}")
    private int settled;

    @Option(
            names = "--memory-steps",
            defaultValue = "20",
            description = "Steps of each image. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Override
    public void run(Bench bench, BatchSizes sizes) {
        var wish = new DiffusionWish(steps);
        bench.results().title(samples + " images of " + bench.model() + " in a row, one worker and the evaluator");
        bench.results()
                .note(
                        "The farm is cold at the start: the worker learns how many samples a step takes, and a step of more samples"
                                + " takes more memory. From image " + settled + " on it may not grow.");
        bench.onFarm(WORKERS, true, Map.of(), farm -> {
            new MemoryRun(samples, job, settled)
                    .measure(farm, farm.load(wish.fields(), OneLane.PATIENCE), bench.results());
            return farm;
        });
    }
}
