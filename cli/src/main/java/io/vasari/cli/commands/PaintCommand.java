package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.paint.PaintOnFarm;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vasari paint}: on a running farm, or with {@code --model DIR} in this process. */
@Command(
        name = "paint",
        description = {
            "Paint pictures from words, and save them as a contact sheet.",
            "On a running farm; or, when --model is the path of a folder in the layout of diffusers, without one."
        },
        mixinStandardHelpOptions = true)
public final class PaintCommand implements Callable<Integer> {
    private static final int USUAL_SAMPLES = 8;
    private static final Path USUAL_SHEET = Path.of("sheet.png");

    @Mixin
    private FarmAddress farm;

    @Parameters(
            arity = "0..*",
            paramLabel = "PROMPT",
            description = "What to paint, for example \"ornate green vase\"; of several, each gets a row.")
    private List<String> words = List.of();

    @Option(names = "--prompt", paramLabel = "TEXT", description = "The same as PROMPT.")
    private List<String> prompts = List.of();

    @Option(
            names = "--model",
            paramLabel = "NAME|DIR",
            description =
                    "A text-to-image model of the farm (default: its only one), or a folder with a model_index.json."
                            + " What has a / in it, or is . or .., is a folder: ./vase is one, vase is a model, unless --latents or"
                            + " another option that a farm does not have is given.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--revision", description = "One of the farm's model's revisions. Default: the newest.")
    private Optional<String> revision = Optional.empty();

    @Option(
            names = {"-n", "--samples"},
            paramLabel = "N",
            description = "Pictures of each prompt. Default: 8; of a folder 1, or as many as there are latents.")
    private Optional<Integer> samples = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed paints the same pictures. Default: random.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Where the contact sheet goes. Default on a farm: sheet.png")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private PaintOptions options;

    @Mixin
    private PaintFolder folder;

    @Override
    public Integer call() {
        var texts = new ArrayList<>(prompts);
        texts.addAll(words);
        var path = model.filter(name -> isPath(name) || folder.means(name)).map(Path::of);
        if (path.isPresent()) {
            revision.ifPresent(name -> {
                throw new UserError("--revision is '" + name + "', but the folder " + path.get()
                        + " is of one revision; leave it out, or name another folder");
            });
            return folder.paint(path.get(), texts, new PaintFolder.Wanted(options, samples, seed, out));
        }
        folder.refuseOnFarm(model);
        try {
            return onFarm(texts);
        } catch (UserError e) {
            throw model.filter(name -> Files.isDirectory(Path.of(name)))
                    .map(name -> new UserError(
                            e.getMessage() + "; for the folder of that name write --model ./" + name, e.exitCode()))
                    .orElse(e);
        }
    }

    /** Names of models have no separators and do not begin with a dot. */
    private static boolean isPath(String model) {
        return model.contains("/") || model.contains(File.separator) || model.equals(".") || model.equals("..");
    }

    private int onFarm(List<String> texts) {
        if (texts.isEmpty()) {
            throw new UserError("say what to paint, for example: vasari paint \"ornate green vase\"", ExitCode.USAGE);
        }
        var painting = new PaintOnFarm(farm.client(), System.out);
        var request = new LinkedHashMap<String, Object>();
        request.put("model", model.orElseGet(painting::onlyModel));
        revision.ifPresent(name -> request.put("revision", name));
        int each = samples.orElse(USUAL_SAMPLES);
        request.put("prompts", texts);
        request.put("samples", each);
        seed.ifPresent(number -> request.put("seed", number));
        request.put("priority", "interactive");
        options.putInto(request);
        return painting.paint(request, texts.size() > 1 ? each : PaintOnFarm.USUAL_COLUMNS, out.orElse(USUAL_SHEET));
    }
}
