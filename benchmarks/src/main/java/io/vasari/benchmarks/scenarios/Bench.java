package io.vasari.benchmarks.scenarios;

import io.vasari.benchmarks.results.Results;
import io.vasari.cli.UserError;
import io.vasari.cli.farm.FarmOptions;
import io.vasari.cli.farm.Installation;
import io.vasari.contracts.ModelRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What the scenarios of a run share.
 *
 * @param zoo folder of model folders
 * @param model that all of them generate with
 * @param work folder for what the runs leave behind, which is deleted after each
 */
public record Bench(Installation installation, Path zoo, ModelRef model, Path work, Results results) {
    private static final Map<String, String> NO_REPLAYS = Map.of("vasari.replay.share", "0");

    /** The same with another folder of models. */
    public Bench with(Path models) {
        return new Bench(installation, models, model, work, results);
    }

    /** Folder of its revision. */
    public Path revision() {
        return zoo.resolve(model.id()).resolve(model.revision());
    }

    /** Its generator as a safetensors file. */
    public Path weights() {
        return revision().resolve("generator.safetensors");
    }

    /**
     * Starts a farm for a measurement and ends it afterwards.
     *
     * @param critic whether it is judged meanwhile: by the evaluator, and by workers that make samples once more when idle
     */
    <T> T onFarm(int workers, boolean critic, Function<BenchFarm, T> measurement) {
        return onFarm(workers, critic, Map.of(), measurement);
    }

    /**
     * As the other one, with workers that are set up differently.
     *
     * @param settings of the workers, key to value
     */
    public <T> T onFarm(int workers, boolean critic, Map<String, String> settings, Function<BenchFarm, T> measurement) {
        return inFolder("farm", data -> {
            var all = new HashMap<>(critic ? Map.of() : NO_REPLAYS);
            all.putAll(settings);
            var options = FarmOptions.in(data, zoo)
                    .withWorkers(workers)
                    .withEvaluator(critic)
                    .withWorkerSettings(all);
            try (var farm = BenchFarm.start(installation, options, model)) {
                T result = measurement.apply(farm);
                farm.requireUndisturbed();
                return result;
            }
        });
    }

    /** Gives it an empty folder, which is deleted afterwards unless it throws: then the logs in it may tell why. */
    public <T> T inFolder(String name, Function<Path, T> use) {
        Path folder = work.resolve(name).toAbsolutePath();
        delete(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserError("cannot make the folder " + folder + ": " + e.getMessage());
        }
        T result = use.apply(folder);
        delete(folder);
        return result;
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
