package io.vasari.benchmarks.commands;

import io.vasari.benchmarks.machine.Machine;
import io.vasari.benchmarks.results.Results;
import io.vasari.benchmarks.scenarios.Bench;
import io.vasari.benchmarks.scenarios.Scenario;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.farm.Installation;
import io.vasari.contracts.ModelRef;
import io.vasari.models.ModelLoadException;
import io.vasari.models.ModelZoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of every benchmark. */
final class BenchSettings {
    private static final String USUAL_MODEL = "mnist-gan";

    @Option(names = "--model", description = "Default: mnist-gan; for diffusion, vase-diffusion.")
    private String model;

    @Option(names = "--revision", description = "One of the model's revisions. Default: the newest.")
    private String revision;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "Folder of model folders. Default: the ones that ship.")
    private Path models;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = ".vasari/bench",
            description = "For what the runs write; deleted after each. Default: ${DEFAULT-VALUE}")
    private Path work;

    @Option(names = "--results", paramLabel = "FILE", description = "Write the results there as Markdown.")
    private Path file;

    /** @return the exit code */
    int run(List<Scenario> scenarios) {
        return run(USUAL_MODEL, scenarios);
    }

    /**
     * @param usual the model that is taken when none is named
     * @return the exit code
     */
    int run(String usual, List<Scenario> scenarios) {
        model = model == null ? usual : model;
        var installation = Installation.find();
        Path zoo = models == null ? installation.zoo() : models;
        var results = new Results(System.out);
        results.note(Machine.describe(LocalDate.now(ZoneOffset.UTC)));
        var bench = new Bench(installation, zoo, modelRef(zoo), work, results);
        scenarios.forEach(scenario -> scenario.run(bench));
        save(results);
        return results.allMet() ? ExitCode.OK : ExitCode.FAILED;
    }

    private ModelRef modelRef(Path zoo) {
        try {
            return new ModelRef(
                    model, revision == null ? ModelZoo.open(zoo).folder(model).defaultRevision() : revision);
        } catch (ModelLoadException e) {
            throw new UserError(e.getMessage());
        }
    }

    private void save(Results results) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, results.markdown());
        } catch (IOException e) {
            throw new UserError("the results cannot be written to " + file + ": " + e.getMessage());
        }
    }
}
