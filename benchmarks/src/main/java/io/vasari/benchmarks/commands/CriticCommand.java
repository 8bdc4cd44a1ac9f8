package io.vasari.benchmarks.commands;

import io.vasari.benchmarks.critic.CriticScenario;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vasari bench critic}. */
@Command(
        name = "critic",
        description =
                "Whether one evaluator keeps up with one worker, what a window of large features costs, and whether the"
                        + " evaluator keeps its size over a million samples. Takes about ten minutes.",
        mixinStandardHelpOptions = true)
final class CriticCommand implements Callable<Integer> {
    @Mixin
    private BenchSettings settings;

    @Mixin
    private CriticScenario scenario;

    @Override
    public Integer call() {
        return settings.run(List.of(scenario));
    }
}
