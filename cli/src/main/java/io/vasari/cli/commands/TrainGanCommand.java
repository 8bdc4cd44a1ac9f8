package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.training.TrainingConsole;
import io.vasari.training.gan.GanPackage;
import io.vasari.training.gan.MnistGanOptions;
import io.vasari.training.gan.MnistGanRecipe;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vasari train mnist-gan}. */
@Command(name = "mnist-gan", description = "Train the textbook GAN on MNIST.", mixinStandardHelpOptions = true)
public final class TrainGanCommand implements Callable<Integer> {
    @Mixin
    private TrainingFolders folders;

    @Option(names = "--epochs", defaultValue = "200", description = "Epochs in all. Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(
            names = "--seed",
            defaultValue = "2014",
            description = "Of weights, shuffles and noise. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--batch", defaultValue = "128", description = "Real images a step. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(
            names = "--sheet-every",
            defaultValue = "10",
            description = "Epochs between contact sheets. Default: ${DEFAULT-VALUE}")
    private int sheetEvery;

    @Option(
            names = "--revisions",
            split = ",",
            defaultValue = "1,60,200",
            description = "Epochs to publish as revisions. Default: ${DEFAULT-VALUE}")
    private List<Integer> revisions;

    @Override
    public Integer call() {
        try (var console = new TrainingConsole()) {
            var options = new MnistGanOptions(folders.data(), folders.out, epochs, seed, batch, sheetEvery);
            new MnistGanRecipe(options, console).run();
            if (folders.publish.isPresent()) {
                var epochOf = revisions.stream()
                        .sorted()
                        .collect(Collectors.toMap(
                                "epoch-%03d"::formatted, Function.identity(), (a, b) -> a, LinkedHashMap::new));
                GanPackage.publish(folders.out, epochOf, folders.publish.get());
            }
            return ExitCode.OK;
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(e.getMessage());
        }
    }
}
