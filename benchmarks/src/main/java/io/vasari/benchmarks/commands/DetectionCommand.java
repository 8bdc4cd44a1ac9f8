package io.vasari.benchmarks.commands;

import io.vasari.benchmarks.detection.DetectionScenario;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vasari bench detection}. */
@Command(
        name = "detection",
        description =
                "How soon the alarms see a collapse of real digits, by its strength, and how often they see one that is not"
                        + " there. Takes about two minutes.",
        mixinStandardHelpOptions = true)
final class DetectionCommand implements Callable<Integer> {
    @Mixin
    private BenchSettings settings;

    @Mixin
    private DetectionScenario scenario;

    @Override
    public Integer call() {
        return settings.run(List.of(scenario));
    }
}
