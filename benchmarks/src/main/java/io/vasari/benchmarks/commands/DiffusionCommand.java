package io.vasari.benchmarks.commands;

import io.vasari.benchmarks.diffusion.BatchSizes;
import io.vasari.benchmarks.diffusion.DiffusionPart;
import io.vasari.benchmarks.diffusion.MixedPainting;
import io.vasari.benchmarks.diffusion.PaintingLoop;
import io.vasari.benchmarks.diffusion.PaintingMemory;
import io.vasari.benchmarks.diffusion.UnetStep;
import io.vasari.benchmarks.scenarios.Scenario;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vasari bench diffusion}. */
@Command(
        name = "diffusion",
        description =
                "Painting from words: one worker against a bare loop, interactive samples beside a batch job, a step of the"
                        + " UNet against PyTorch, memory. Takes about an hour on two cores.",
        mixinStandardHelpOptions = true)
final class DiffusionCommand implements Callable<Integer> {
    private static final String USUAL_MODEL = "vase-diffusion";

    enum Part {
        LOOP,
        MIXED,
        UNET,
        MEMORY
    }

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "PART",
            description = "Which of loop, mixed, unet and memory. Default: all.")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Mixin
    private BenchSettings settings;

    @Mixin
    private BatchSizes sizes;

    @Mixin
    private PaintingLoop loop;

    @Mixin
    private MixedPainting mixed;

    @Mixin
    private UnetStep unet;

    @Mixin
    private PaintingMemory memory;

    @Override
    public Integer call() {
        return settings.run(
                USUAL_MODEL, parts.stream().sorted().map(this::scenario).toList());
    }

    private Scenario scenario(Part part) {
        DiffusionPart chosen =
                switch (part) {
                    case LOOP -> loop;
                    case MIXED -> mixed;
                    case UNET -> unet;
                    case MEMORY -> memory;
                };
        return bench -> chosen.run(bench, sizes);
    }
}
