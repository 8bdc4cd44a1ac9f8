package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code vasari train MODEL}. */
@Command(name = "train", description = "Repeat the training of a model that ships.", mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return ExitCode.OK;
    }
}
