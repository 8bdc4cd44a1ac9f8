package io.vasari.benchmarks.commands;

import io.vasari.benchmarks.scenarios.MemoryScenario;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vasari bench memory}. */
@Command(
        name = "memory",
        description = "Whether the farm's processes keep their size.",
        mixinStandardHelpOptions = true)
final class MemoryCommand implements Callable<Integer> {
    @Mixin
    private BenchSettings settings;

    @Mixin
    private MemoryScenario scenario;

    @Override
    public Integer call() {
        return settings.run(List.of(scenario));
    }
}
