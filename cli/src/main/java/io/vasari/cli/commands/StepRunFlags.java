package io.vasari.cli.commands;

import io.vasari.training.steps.StepRunOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the trainings on procedural vases may choose; each has defaults of its own. */
final class StepRunFlags {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Checkpoints and losses; a run found there goes on.")
    Path out;

    @Option(names = "--steps", description = "Steps in all. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(names = "--checkpoint-every", description = "Steps between checkpoints. Default: ${DEFAULT-VALUE}")
    private int checkpointEvery = 100;

    @Option(
            names = "--seed",
            description = "Of pictures, captions, weights and noise, at least 0. Default: ${DEFAULT-VALUE}")
    private long seed = 1550;

    @Option(names = "--batch", description = "Pictures a step. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(names = "--pictures", description = "Pictures that are painted to learn from. Default: ${DEFAULT-VALUE}")
    private int pictures = 20000;

    @Option(names = "--rate", description = "Highest learning rate. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(names = "--warm-up", description = "Steps until the highest rate. Default: ${DEFAULT-VALUE}")
    private int warmUpSteps = 50;

    @Option(
            names = "--publish",
            paramLabel = "DIR",
            description = "When done, write the model package with its card into this folder of models.")
    Optional<Path> publish = Optional.empty();

    StepRunFlags(int steps, int batch, double rate) {
        this.steps = steps;
        this.batch = batch;
        this.rate = rate;
    }

    /** @throws IllegalArgumentException naming the value that is out of range */
    StepRunOptions options() {
        return new StepRunOptions(out, steps, checkpointEvery, seed, batch, pictures, rate, warmUpSteps);
    }
}
