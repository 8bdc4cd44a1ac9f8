package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.training.TrainingConsole;
import io.vasari.training.lenet.LenetOptions;
import io.vasari.training.lenet.LenetPackage;
import io.vasari.training.lenet.LenetRecipe;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vasari train mnist-lenet}. */
@Command(
        name = "mnist-lenet",
        description = "Train the classifier that judges digits.",
        mixinStandardHelpOptions = true)
public final class TrainLenetCommand implements Callable<Integer> {
    @Mixin
    private TrainingFolders folders;

    @Option(names = "--epochs", defaultValue = "12", description = "Epochs in all. Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(names = "--seed", defaultValue = "1998", description = "Of weights and shuffles. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--batch", defaultValue = "128", description = "Images a step. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Override
    public Integer call() {
        try (var console = new TrainingConsole()) {
            var data = folders.data();
            new LenetRecipe(new LenetOptions(data, folders.out, epochs, seed, batch), console).run();
            if (folders.publish.isPresent()) {
                double accuracy = LenetPackage.publish(folders.out, data, folders.publish.get());
                System.out.printf("published with test accuracy %.2f %%%n", 100 * accuracy);
            }
            return ExitCode.OK;
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(e.getMessage());
        }
    }
}
