package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.training.TrainingConsole;
import io.vasari.training.attributes.AttributesPackage;
import io.vasari.training.attributes.AttributesRecipe;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vasari train vase-attributes}. */
@Command(
        name = "vase-attributes",
        description = "Train the classifier that judges colour, kind and ornament of vases.",
        mixinStandardHelpOptions = true)
public final class TrainVaseAttributesCommand implements Callable<Integer> {
    @Mixin
    private final StepRunFlags run = new StepRunFlags(2000, 64, 2e-3);

    @Override
    public Integer call() {
        try (var console = new TrainingConsole()) {
            new AttributesRecipe(run.options(), console).run();
            if (run.publish.isPresent()) {
                AttributesPackage.publish(run.out, run.publish.get());
            }
            return ExitCode.OK;
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(e.getMessage());
        }
    }
}
