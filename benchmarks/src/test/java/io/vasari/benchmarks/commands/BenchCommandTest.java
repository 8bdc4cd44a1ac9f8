package io.vasari.benchmarks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.cli.Extension;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {
    private final CommandLine bench = new CommandLine(new BenchCommand());

    @Test
    void theCommandLineFindsTheExtension() {
        assertThat(ServiceLoader.load(Extension.class))
                .singleElement()
                .satisfies(extension -> assertThat(extension.command()).isInstanceOf(BenchCommand.class));
    }

    @Test
    void farmTakesTheOptionsOfEveryScenario() {
        var farm = bench.getSubcommands().get("farm");

        Stream.of("loop", "peer", "latency", "memory")
                .map(bench.getSubcommands()::get)
                .flatMap(command -> command.getCommandSpec().options().stream())
                .forEach(option -> assertThat(farm.getCommandSpec().findOption(option.longestName()))
                        .as(option.longestName())
                        .isNotNull());
    }

    @Test
    void everyOptionIsDescribed() {
        bench.getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .forEach(option -> assertThat(option.description())
                        .as(option.longestName())
                        .isNotEmpty());
    }
}
