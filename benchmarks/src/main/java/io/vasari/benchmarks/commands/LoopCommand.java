package io.vasari.benchmarks.commands;

import io.vasari.benchmarks.scenarios.LoopScenario;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vasari bench loop}. */
@Command(
        name = "loop",
        description = "A farm of one worker against one process that loops generator, PNG and tar.",
        mixinStandardHelpOptions = true)
final class LoopCommand implements Callable<Integer> {
    @Mixin
    private BenchSettings settings;

    @Mixin
    private LoopScenario scenario;

    @Override
    public Integer call() {
        return settings.run(List.of(scenario));
    }
}
