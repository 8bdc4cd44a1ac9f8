package io.vasari.cli.commands;

import io.vasari.artifacts.picture.Picture;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.paint.FolderPainter;
import io.vasari.cli.paint.InitialLatents;
import io.vasari.cli.paint.PaintedFiles;
import io.vasari.cli.paint.Plan;
import io.vasari.cli.paint.StartFiles;
import io.vasari.models.ModelFolder;
import io.vasari.models.ModelLoadException;
import io.vasari.models.diffusers.DiffusersCard;
import io.vasari.models.diffusers.DiffusersFolder;
import io.vasari.models.diffusers.ImageLimits;
import io.vasari.models.diffusers.ModelIndex;
import io.vasari.models.diffusers.pipeline.TextToImage;
import io.vasari.models.diffusers.pipeline.Wish;
import io.vasari.models.sampler.StepOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Option;

/** {@code vasari paint --model DIR}: without a farm, and comparable with diffusers number by number. */
final class PaintFolder {
    private static final int COLOURS = 3;

    @Option(
            names = "--latents",
            paramLabel = "FILE",
            description =
                    "Start from the tensor 'latents', or the only one, of this safetensors file: unit noise of the"
                            + " shape (samples, channels, height, width). Tensors noise.0, noise.1, ... of the same shape are"
                            + " what the scheduler draws, encoding of it where an image to start from is encoded to."
                            + " Default: noise of --seed.")
    private Optional<Path> latents = Optional.empty();

    @Option(
            names = "--tensor-out",
            paramLabel = "FILE",
            description = "Write the final latents and the images, from 0 to 1, as 'latents' and 'image' to this"
                    + " safetensors file.")
    private Optional<Path> tensorOut = Optional.empty();

    @Option(
            names = "--eta",
            paramLabel = "X",
            defaultValue = "0",
            description = "Of DDIM: 0 adds no noise, 1 adds as much as DDPM. Default: ${DEFAULT-VALUE}")
    private double eta;

    @Option(
            names = "--clip-skip",
            paramLabel = "N",
            defaultValue = "0",
            description = "Last layers of the text encoder to leave out. Default: ${DEFAULT-VALUE}")
    private int clipSkip;

    @Option(
            names = "--guidance-rescale",
            paramLabel = "X",
            defaultValue = "0",
            description = "Share of the contrast added by guidance to take back, 0 to 1. Default: ${DEFAULT-VALUE}")
    private double guidanceRescale;

    @Option(
            names = "--scheduler-set",
            paramLabel = "KEY=VALUE",
            description = "A key of the scheduler's configuration, for example use_karras_sigmas=true.")
    private Map<String, String> schedulerKeys = Map.of();

    /** What is painted, wherever it is painted. */
    record Wanted(PaintOptions options, Optional<Integer> samples, Optional<Long> seed, Optional<Path> out) {}

    /** @throws UserError when something is asked for that only a folder can do */
    void refuseOnFarm(Optional<String> model) {
        var given = given();
        if (!given.isEmpty()) {
            throw new UserError(String.join(", ", given)
                    + " can be had only of a folder, without a farm: name one with --model "
                    + model.map(name -> "./" + name).orElse("DIR"));
        }
    }

    /** Whether a model of that name must be the folder, as a farm has no use for what is asked for. */
    boolean means(String model) {
        return !given().isEmpty() && Files.exists(Path.of(model).resolve(ModelIndex.FILE));
    }

    /** Which of its options were given. */
    private List<String> given() {
        var given = new LinkedHashMap<String, Boolean>();
        given.put("--latents", latents.isPresent());
        given.put("--tensor-out", tensorOut.isPresent());
        given.put("--eta", eta != 0);
        given.put("--clip-skip", clipSkip != 0);
        given.put("--guidance-rescale", guidanceRescale != 0);
        given.put("--scheduler-set", !schedulerKeys.isEmpty());
        return given.keySet().stream().filter(given::get).toList();
    }

    int paint(Path path, List<String> texts, Wanted wanted) {
        PaintOptions options = wanted.options();
        if (wanted.out().isEmpty() && tensorOut.isEmpty()) {
            throw new UserError("nothing would be kept: name a file with -o or --tensor-out");
        }
        Optional<StartFiles> start = options.start();
        DiffusersFolder folder = open(path);
        DiffusersFolder.Outline outline = outline(folder);
        if (start.isPresent() && outline.channels() != COLOURS) {
            throw new UserError("--init-image: " + path + " makes images of " + outline.channels()
                    + " channel, only models of " + COLOURS + " take an image to start from; leave it out");
        }
        long seed = wanted.seed().orElseGet(() -> new SecureRandom().nextLong() >>> 11);
        long began = System.nanoTime();
        try (FolderPainter painter = FolderPainter.open(folder)) {
            Optional<InitialLatents> given = latents.map(file -> InitialLatents.read(file, painter.latentChannels()));
            Plan plan = plan(options, outline.limits(), given, start);
            int samples = samples(wanted.samples(), Math.max(1, texts.size()), given);
            List<Wish> wishes = wishes(texts, options, outline.readsPrompts(), samples);
            TextToImage.Result result = painter.paint(wishes, plan, given, seed, done -> {});
            write(result, wanted.out());
            System.out.printf(
                    "%d of %d x %d pixels, %d steps of %s, seed %s, in %.1f s%n",
                    samples,
                    result.images().widthPixels(),
                    result.images().heightPixels(),
                    result.drafts().get(0).steps(),
                    plan.scheduler().orElse(folder.scheduler().scheduler().className()),
                    given.isPresent() ? "of the latents" : Long.toString(seed),
                    (System.nanoTime() - began) / 1e9);
            return ExitCode.OK;
        }
    }

    private static DiffusersFolder open(Path path) {
        if (!Files.exists(path.resolve(ModelIndex.FILE)) && Files.exists(path.resolve(ModelFolder.CARD))) {
            throw new UserError("--model: " + path + " is a package of several revisions; name one of its folders "
                    + ModelFolder.open(path).revisions());
        }
        try {
            return DiffusersFolder.open(path);
        } catch (ModelLoadException e) {
            throw new UserError("--model: " + e.getMessage());
        }
    }

    private static DiffusersFolder.Outline outline(DiffusersFolder folder) {
        try {
            return folder.outline();
        } catch (ModelLoadException e) {
            throw new UserError("--model: " + e.getMessage());
        }
    }

    private Plan plan(
            PaintOptions options, ImageLimits limits, Optional<InitialLatents> given, Optional<StartFiles> start) {
        int factor = limits.latentFactor();
        int width = given.map(noise -> noise.shape().width() * factor).orElseGet(() -> options.width()
                .orElseGet(() -> usual(start, Picture::width, limits.defaultWidthPixels())));
        int height = given.map(noise -> noise.shape().height() * factor).orElseGet(() -> options.height()
                .orElseGet(() -> usual(start, Picture::height, limits.defaultHeightPixels())));
        requireSame("--width", options.width(), width);
        requireSame("--height", options.height(), height);
        try {
            limits.require(width, height);
        } catch (IllegalArgumentException e) {
            throw new UserError("--" + e.getMessage()
                    + (start.isPresent() ? "; the image to start from is brought to the --size that you name" : ""));
        }
        int steps = options.steps().orElse(DiffusersCard.USUAL_STEPS);
        if (steps < 1) {
            throw new UserError("--steps is " + steps + ", it must be at least 1");
        }
        return new Plan(
                steps, options.scheduler(), schedulerKeys, width, height, start.map(files -> files.of(width, height)));
    }

    private static int usual(Optional<StartFiles> start, ToIntFunction<Picture> side, int otherwise) {
        return start.map(files -> side.applyAsInt(files.image())).orElse(otherwise);
    }

    private static void requireSame(String option, Optional<Integer> asked, int given) {
        if (asked.isPresent() && asked.get() != given) {
            throw new UserError(option + " is " + asked.get() + ", but the latents of --latents make " + given
                    + " pixels; leave it out");
        }
    }

    private static int samples(Optional<Integer> each, int texts, Optional<InitialLatents> given) {
        int rows = given.map(start -> start.rows().size()).orElse(0);
        int samples = each.isPresent() ? each.get() * texts : given.isPresent() ? rows : texts;
        if (samples < 1 || samples > 10_000) {
            throw new UserError("--samples makes " + samples + " samples in all, it must be 1 to 10000");
        }
        if (given.isPresent() && (samples != rows || samples % texts != 0)) {
            throw new UserError("--latents has " + rows + " samples, but " + texts + " prompts and --samples ask for "
                    + samples + "; they must agree");
        }
        return samples;
    }

    private List<Wish> wishes(List<String> texts, PaintOptions options, boolean readsPrompts, int samples) {
        double guidance = options.guidance().orElse(readsPrompts ? DiffusersCard.USUAL_GUIDANCE : 1);
        String negative = options.negativePrompt().orElse("");
        int each = samples / Math.max(1, texts.size());
        List<Wish> wishes = new ArrayList<>();
        try {
            for (int i = 0; i < samples; i++) {
                String text = texts.isEmpty() ? "" : texts.get(i / each);
                StepOptions step = StepOptions.DEFAULT.withEta(eta);
                wishes.add(new Wish(text, negative, guidance, guidanceRescale, clipSkip, step));
            }
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage());
        }
        return wishes;
    }

    private void write(TextToImage.Result result, Optional<Path> png) {
        try {
            if (tensorOut.isPresent()) {
                PaintedFiles.tensors(result, tensorOut.get());
            }
            if (png.isPresent()) {
                PaintedFiles.png(result, png.get());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError("what was painted cannot be written: " + e.getMessage());
        }
    }
}
