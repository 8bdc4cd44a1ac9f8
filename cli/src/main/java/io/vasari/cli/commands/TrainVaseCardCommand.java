package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.training.diffusion.VaseCard;
import io.vasari.training.judge.JudgeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vasari train vase-card}. */
@Command(
        name = "vase-card",
        description = "Measure whether vase-diffusion paints what it is asked for, and write it into its card.",
        mixinStandardHelpOptions = true)
public final class TrainVaseCardCommand implements Callable<Integer> {
    @Option(
            names = "--models",
            paramLabel = "DIR",
            required = true,
            description = "Folder of models with vase-diffusion; its cards are written anew.")
    private Path models;

    @Option(
            names = "--judge",
            paramLabel = "DIR",
            description = "Folder of models with vase-attributes. Default: the same.")
    private Optional<Path> judge = Optional.empty();

    @Option(
            names = "--steps",
            split = ",",
            defaultValue = "6,12,24",
            description = "Step counts to try; 24 must be among them. Default: ${DEFAULT-VALUE}")
    private List<Integer> steps;

    @Option(
            names = "--guidance",
            split = ",",
            defaultValue = "1,3,7",
            description = "Guidance scales to try; 3 must be among them. Default: ${DEFAULT-VALUE}")
    private List<Double> guidances;

    @Option(
            names = "--per-prompt",
            defaultValue = "1",
            description = "Pictures of each of the 160 prompts. Default: ${DEFAULT-VALUE}")
    private int perPrompt;

    @Override
    public Integer call() {
        try {
            var options = new JudgeOptions(
                    steps, guidances, JudgeOptions.PLAIN_STEPS, JudgeOptions.PLAIN_GUIDANCE, perPrompt);
            VaseCard.write(models, judge.orElse(models), options, System.out::println);
            return ExitCode.OK;
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(e.getMessage());
        }
    }
}
