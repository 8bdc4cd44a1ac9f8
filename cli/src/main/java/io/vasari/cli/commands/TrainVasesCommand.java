package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.training.TrainingConsole;
import io.vasari.training.diffusion.VaseOptions;
import io.vasari.training.diffusion.VasePackage;
import io.vasari.training.diffusion.VaseRecipe;
import io.vasari.training.vases.CaptionOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vasari train vase-diffusion}. */
@Command(
        name = "vase-diffusion",
        description = "Train the model that paints vases from text.",
        mixinStandardHelpOptions = true)
public final class TrainVasesCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Checkpoints, sheets and losses; a run found there goes on.")
    private Path out;

    @Option(
            names = "--captions",
            defaultValue = "free",
            description = "Whether word order matters: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private CaptionOrder captions;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "Begin with the newest weights of the run in this folder.")
    private Optional<Path> from = Optional.empty();

    @Option(names = "--steps", defaultValue = "5000", description = "Steps in all. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(
            names = "--checkpoint-every",
            defaultValue = "250",
            description = "Steps between checkpoints. Default: ${DEFAULT-VALUE}")
    private int checkpointEvery;

    @Option(
            names = "--sheet-every",
            defaultValue = "500",
            description = "Steps between contact sheets. Default: ${DEFAULT-VALUE}")
    private int sheetEvery;

    @Option(
            names = "--seed",
            defaultValue = "1550",
            description = "Of pictures, captions, weights and noise. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--batch", defaultValue = "32", description = "Pictures a step. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(
            names = "--pictures",
            defaultValue = "20000",
            description = "Pictures that are painted to learn from. Default: ${DEFAULT-VALUE}")
    private int pictures;

    @Option(names = "--rate", defaultValue = "7e-4", description = "Highest learning rate. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(
            names = "--warm-up",
            defaultValue = "200",
            description = "Steps until the highest rate. Default: ${DEFAULT-VALUE}")
    private int warmUpSteps;

    @Option(
            names = "--publish",
            paramLabel = "DIR",
            description = "When done, write the revision with its cards into this folder of models.")
    private Optional<Path> publish = Optional.empty();

    @Override
    public Integer call() {
        try (var console = new TrainingConsole()) {
            var options = new VaseOptions(
                    out, captions, from, steps, checkpointEvery, sheetEvery, seed, batch, pictures, rate, warmUpSteps);
            new VaseRecipe(options, console).run();
            if (publish.isPresent()) {
                VasePackage.publish(Map.of(captions, out), publish.get());
            }
            return ExitCode.OK;
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(e.getMessage());
        }
    }
}
