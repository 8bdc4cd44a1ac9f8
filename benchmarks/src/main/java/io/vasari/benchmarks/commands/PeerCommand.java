package io.vasari.benchmarks.commands;

import io.vasari.benchmarks.scenarios.PeerScenario;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vasari bench peer}. */
@Command(
        name = "peer",
        description = "A farm of two workers against Celery, Redis and PyTorch.",
        mixinStandardHelpOptions = true)
final class PeerCommand implements Callable<Integer> {
    @Mixin
    private BenchSettings settings;

    @Mixin
    private PeerScenario scenario;

    @Override
    public Integer call() {
        return settings.run(List.of(scenario));
    }
}
