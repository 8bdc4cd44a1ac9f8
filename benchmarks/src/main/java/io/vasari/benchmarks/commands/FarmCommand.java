package io.vasari.benchmarks.commands;

import io.vasari.benchmarks.scenarios.LatencyScenario;
import io.vasari.benchmarks.scenarios.LoopScenario;
import io.vasari.benchmarks.scenarios.MemoryScenario;
import io.vasari.benchmarks.scenarios.PeerScenario;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vasari bench farm}. */
@Command(
        name = "farm",
        description = "All of them: loop, peer, latency, memory. Takes about 15 minutes on two cores.",
        mixinStandardHelpOptions = true)
final class FarmCommand implements Callable<Integer> {
    @Mixin
    private BenchSettings settings;

    @Mixin
    private LoopScenario loop;

    @Mixin
    private PeerScenario peer;

    @Mixin
    private LatencyScenario latency;

    @Mixin
    private MemoryScenario memory;

    @Override
    public Integer call() {
        return settings.run(List.of(loop, peer, latency, memory));
    }
}
