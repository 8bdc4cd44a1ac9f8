package io.vasari.cli;

import io.vasari.cli.commands.CancelCommand;
import io.vasari.cli.commands.DemoCommand;
import io.vasari.cli.commands.EvaluateCommand;
import io.vasari.cli.commands.JobsCommand;
import io.vasari.cli.commands.ModelsCommand;
import io.vasari.cli.commands.PaintCommand;
import io.vasari.cli.commands.ReferenceCommand;
import io.vasari.cli.commands.ReportCommand;
import io.vasari.cli.commands.StudyCommand;
import io.vasari.cli.commands.SubmitCommand;
import io.vasari.cli.commands.TrainCommand;
import io.vasari.cli.commands.UpCommand;
import io.vasari.cli.commands.WatchCommand;
import io.vasari.cli.commands.WorkersCommand;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code vasari} command. */
@Command(
        name = "vasari",
        description = "A farm of image generation workers with a built-in critic.",
        mixinStandardHelpOptions = true,
        version = "vasari 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            SubmitCommand.class,
            PaintCommand.class,
            StudyCommand.class,
            WatchCommand.class,
            JobsCommand.class,
            CancelCommand.class,
            ReportCommand.class,
            EvaluateCommand.class,
            ReferenceCommand.class,
            ModelsCommand.class,
            WorkersCommand.class,
            TrainCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong command line, 3 no farm answers, 4 the job did not succeed."
        })
public final class Vasari {
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        var commandLine = new CommandLine(new Vasari());
        ServiceLoader.load(Extension.class).forEach(extension -> commandLine.addSubcommand(extension.command()));
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((exception, arguments) -> {
                    var command = exception.getCommandLine();
                    command.getErr().println("vasari: " + exception.getMessage());
                    CommandLine.UnmatchedArgumentException.printSuggestions(exception, command.getErr());
                    command.getErr()
                            .println("'" + command.getCommandSpec().qualifiedName() + " --help' lists what there is");
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    if (exception instanceof UserError error) {
                        command.getErr().println("vasari: " + error.getMessage());
                        return error.exitCode();
                    }
                    throw exception;
                });
    }
}
