package io.vasari.cli.paint;

import io.vasari.cli.commands.FarmAddress;
import io.vasari.cli.commands.PaintOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vasari paint PROMPT}. */
@Command(
        name = "paint",
        description = "Paint pictures from words on a running farm, and save them as a contact sheet.",
        mixinStandardHelpOptions = true)
public final class PaintCommand implements Callable<Integer> {
    @Mixin
    private FarmAddress farm;

    @Mixin
    private PaintOptions options;

    @Parameters(
            arity = "1..*",
            paramLabel = "PROMPT",
            description = "What to paint, for example \"ornate green vase\"; of several, each gets a row.")
    private List<String> prompts;

    @Option(names = "--model", description = "A text-to-image model of the farm. Default: its only one.")
    private String model;

    @Option(names = "--revision", description = "One of the model's revisions. Default: the newest.")
    private String revision;

    @Option(
            names = {"-n", "--samples"},
            defaultValue = "8",
            description = "Pictures of each prompt. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(names = "--seed", description = "The same seed paints the same pictures. Default: random.")
    private Long seed;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            defaultValue = "sheet.png",
            description = "Where the contact sheet goes. Default: ${DEFAULT-VALUE}")
    private Path out;

    @Override
    public Integer call() {
        var painting = new PaintOnFarm(farm.client(), System.out);
        var request = new LinkedHashMap<String, Object>();
        request.put("model", model == null ? painting.onlyModel() : model);
        if (revision != null) {
            request.put("revision", revision);
        }
        request.put("prompts", prompts);
        request.put("samples", samples);
        if (seed != null) {
            request.put("seed", seed);
        }
        request.put("priority", "interactive");
        options.putInto(request);
        return painting.paint(request, prompts.size() > 1 ? samples : PaintOnFarm.USUAL_COLUMNS, out);
    }
}
