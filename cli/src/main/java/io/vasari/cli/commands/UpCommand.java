package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.farm.Farm;
import io.vasari.cli.farm.FarmOptions;
import io.vasari.cli.farm.Installation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vasari up}. */
@Command(
        name = "up",
        description = "Start a farm on this machine and keep it running until Ctrl-C.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
    @Mixin
    private FarmSettings settings;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".vasari/farm",
            description =
                    "Keeps topics, artifacts, state and logs; a farm started again on it goes on. Default: ${DEFAULT-VALUE}")
    private Path data;

    @Option(
            names = "--port",
            defaultValue = "" + FarmOptions.DEFAULT_PORT,
            description = "Where the farm answers on 127.0.0.1; 0 for any free port. Default: ${DEFAULT-VALUE}")
    private int port;

    @Override
    public Integer call() throws Exception {
        var installation = Installation.find();
        System.out.println("Starting the farm");
        var farm = Farm.claim(installation, settings.options(installation, data, port), new PrintedEvents(System.out));
        Interrupt.closesFirst(farm);
        farm.start();
        System.out.printf(
                "%nThe farm answers on %s (try %s/q/swagger-ui)%nEverything is kept in %s; Ctrl-C ends it.%n",
                farm.url(), farm.url(), farm.data());
        Interrupt.await();
        return ExitCode.OK;
    }
}
