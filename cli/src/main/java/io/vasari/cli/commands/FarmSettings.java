package io.vasari.cli.commands;

import io.vasari.cli.UserError;
import io.vasari.cli.farm.FarmOptions;
import io.vasari.cli.farm.Installation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which a command starts a farm. */
final class FarmSettings {
    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "2",
            description = "Worker processes. Default: ${DEFAULT-VALUE}")
    private int workers;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "" + FarmOptions.DEFAULT_SLOTS,
            description = "Batch tasks that a worker takes at a time. Default: ${DEFAULT-VALUE}")
    private int slots;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "Folder of model folders. Default: the ones that ship.")
    private Path models;

    FarmOptions options(Installation installation, Path data, int port) {
        if (workers < 0 || workers > 64) {
            throw new UserError("--workers is " + workers + ", it must be 0 to 64");
        }
        if (slots < 1 || slots > 256) {
            throw new UserError("--slots is " + slots + ", it must be 1 to 256");
        }
        Path zoo = models == null ? installation.zoo() : models;
        return new FarmOptions(data.toAbsolutePath(), zoo, workers, slots, port, true, Map.of(), Optional.empty());
    }
}
