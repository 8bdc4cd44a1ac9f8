package io.vasari.benchmarks.commands;

import io.vasari.benchmarks.scenarios.LatencyScenario;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vasari bench latency}. */
@Command(
        name = "latency",
        description = "How long a job of one sample takes on an idle farm.",
        mixinStandardHelpOptions = true)
final class LatencyCommand implements Callable<Integer> {
    @Mixin
    private BenchSettings settings;

    @Mixin
    private LatencyScenario scenario;

    @Override
    public Integer call() {
        return settings.run(List.of(scenario));
    }
}
