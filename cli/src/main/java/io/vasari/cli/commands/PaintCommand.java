package io.vasari.cli.commands;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vasari paint}. */
@Command(
        name = "paint",
        description = "Paint from words with a folder in the layout of diffusers, without a farm.",
        mixinStandardHelpOptions = true)
public final class PaintCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PROMPT", arity = "0..*", description = "What to paint; the same as --prompt.")
    private List<String> prompts = List.of();

    @Mixin
    private PaintOptions options;

    @Mixin
    private PaintFolder folder;

    @Override
    public Integer call() {
        if (!folder.isChosen()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "name a folder with --model");
        }
        return folder.paint(prompts, options);
    }
}
