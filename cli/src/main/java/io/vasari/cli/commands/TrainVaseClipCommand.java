package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.training.TrainingConsole;
import io.vasari.training.clip.ClipPackage;
import io.vasari.training.clip.VaseClipRecipe;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vasari train vase-clip}. */
@Command(
        name = "vase-clip",
        description = "Train the model that tells how well a vase fits a text.",
        mixinStandardHelpOptions = true)
public final class TrainVaseClipCommand implements Callable<Integer> {
    @Mixin
    private final StepRunFlags run = new StepRunFlags(1500, 128, 1e-3);

    @Override
    public Integer call() {
        try (var console = new TrainingConsole()) {
            new VaseClipRecipe(run.options(), console).run();
            if (run.publish.isPresent()) {
                ClipPackage.publish(run.out, run.publish.get());
            }
            return ExitCode.OK;
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(e.getMessage());
        }
    }
}
