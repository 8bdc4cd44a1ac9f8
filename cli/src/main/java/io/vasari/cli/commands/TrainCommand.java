package io.vasari.cli.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vasari train MODEL}. */
@Command(
        name = "train",
        description = "Repeat the training of a model that ships.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "MODEL",
        subcommands = {
            TrainGanCommand.class,
            TrainLenetCommand.class,
            TrainVasesCommand.class,
            TrainVaseClipCommand.class,
            TrainVaseAttributesCommand.class,
            TrainVaseCardCommand.class
        })
public final class TrainCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name the model to train");
    }
}
