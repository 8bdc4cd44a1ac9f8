package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.farm.Farm;
import io.vasari.cli.farm.FarmOptions;
import io.vasari.cli.farm.Installation;
import io.vasari.cli.farm.PrometheusOptions;
import java.nio.file.Path;
import java.util.Optional;
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

    @Option(
            names = "--prometheus",
            arity = "0..1",
            paramLabel = "PORT",
            fallbackValue = "0",
            description =
                    "Also start a Prometheus that scrapes the farm, with the rules that ship, on PORT of 127.0.0.1 or any"
                            + " free one. Needs the program 'prometheus' on the PATH; its data are kept below --data.")
    private Optional<Integer> prometheus = Optional.empty();

    @Override
    public Integer call() throws Exception {
        var installation = Installation.find();
        System.out.println("Starting the farm");
        prometheus.filter(number -> number < 0 || number > 65_535).ifPresent(number -> {
            throw new UserError("--prometheus is " + number + ", it must be a port, 0 to 65535");
        });
        var options = settings.options(installation, data, port);
        var scraped = prometheus
                .map(number -> options.withPrometheus(PrometheusOptions.on(number)))
                .orElse(options);
        var farm = Farm.claim(installation, scraped, new PrintedEvents(System.out));
        Interrupt.closesFirst(farm);
        farm.start();
        System.out.printf(
                "%nThe farm answers on %s (try %s/q/swagger-ui)%nEverything is kept in %s; Ctrl-C ends it.%n",
                farm.url(), farm.url(), farm.data());
        farm.prometheus()
                .ifPresent(member -> System.out.printf(
                        "Prometheus answers on %s (alerts: %s/alerts).%n", member.url(), member.url()));
        Interrupt.await();
        return ExitCode.OK;
    }
}
