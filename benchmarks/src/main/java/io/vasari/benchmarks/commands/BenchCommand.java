package io.vasari.benchmarks.commands;

import picocli.CommandLine.Command;

/** {@code vasari bench}. */
@Command(
        name = "bench",
        description = "Measure this machine's farm, always against a reference taken in the same run.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            FarmCommand.class,
            LoopCommand.class,
            PeerCommand.class,
            LatencyCommand.class,
            MemoryCommand.class,
            DiffusionCommand.class,
            DetectionCommand.class,
            CriticCommand.class
        },
        footer = {"", "Exit codes: 0 all that is required was met, 1 something was missed."})
public final class BenchCommand {}
