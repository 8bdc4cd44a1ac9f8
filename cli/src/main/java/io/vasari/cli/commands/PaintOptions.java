package io.vasari.cli.commands;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is painted, wherever it is painted. */
final class PaintOptions {
    @Option(
            names = {"-n", "--samples"},
            paramLabel = "N",
            description = "Samples of each prompt. Default: 1, or as many as there are latents.")
    Optional<Integer> samples = Optional.empty();

    @Option(names = "--negative-prompt", paramLabel = "TEXT", description = "What to stay away from.")
    List<String> negativePrompts = List.of();

    @Option(names = "--guidance", paramLabel = "SCALE", description = "1 for none. Default: the model's.")
    Optional<Double> guidance = Optional.empty();

    @Option(names = "--steps", paramLabel = "N", description = "Default: the model's.")
    Optional<Integer> steps = Optional.empty();

    @Option(names = "--scheduler", paramLabel = "NAME", description = "For example DDIM. Default: the model's.")
    Optional<String> scheduler = Optional.empty();

    @Option(names = "--width", paramLabel = "PIXELS", description = "Default: the model's.")
    Optional<Integer> width = Optional.empty();

    @Option(names = "--height", paramLabel = "PIXELS", description = "Default: the model's.")
    Optional<Integer> height = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "The same seed makes the same samples. Default: random.")
    Optional<Long> seed = Optional.empty();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "The picture, or a sheet of all, as PNG.")
    Optional<Path> out = Optional.empty();
}
