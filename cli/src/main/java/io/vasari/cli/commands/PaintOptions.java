package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.paint.StartFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options that say how a text-to-image model paints; what is not given is left to the model's card. */
public final class PaintOptions {
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,5})x([1-9]\\d{0,5})");

    /** What a farm takes, as base64 in its 4 MiB. */
    private static final long MAX_FILE_BYTES = 3 << 20;

    @Option(names = "--negative-prompt", paramLabel = "TEXT", description = "What to stay away from.")
    private String negativePrompt;

    @Option(
            names = "--guidance",
            paramLabel = "SCALE",
            description = "How strictly the prompt is followed; 1 for no guidance.")
    private Double guidance;

    @Option(names = "--steps", paramLabel = "N", description = "Denoising steps.")
    private Integer steps;

    @Option(names = "--scheduler", paramLabel = "NAME", description = "One of the model's, for example ddim.")
    private String scheduler;

    @Option(names = "--size", paramLabel = "WxH", description = "Width and height in pixels, for example 32x32.")
    private String size;

    @Option(names = "--width", paramLabel = "PIXELS", description = "In place of --size.")
    private Integer width;

    @Option(names = "--height", paramLabel = "PIXELS", description = "In place of --size.")
    private Integer height;

    @Option(names = "--init-image", paramLabel = "FILE", description = "A PNG or JPEG to start from.")
    private Path initImage;

    @Option(names = "--strength", description = "Near 0 keeps the image to start from, 1 starts from pure noise.")
    private Double strength;

    @Option(
            names = "--mask",
            paramLabel = "FILE",
            description = "A PNG of the size of the image to start from: white where it may change.")
    private Path mask;

    /**
     * Puts what was given into a submission.
     *
     * @throws UserError when a size is no size, or a file cannot be read
     */
    public void putInto(Map<String, Object> request) {
        put(request, "negative_prompt", negativePrompt);
        put(request, "guidance_scale", guidance);
        put(request, "steps", steps);
        put(request, "scheduler", scheduler);
        putSize(request);
        putFile(request, "init_image", "--init-image", initImage);
        put(request, "strength", strength);
        putFile(request, "mask", "--mask", mask);
    }

    Optional<String> negativePrompt() {
        return Optional.ofNullable(negativePrompt);
    }

    Optional<Double> guidance() {
        return Optional.ofNullable(guidance);
    }

    Optional<Integer> steps() {
        return Optional.ofNullable(steps);
    }

    Optional<String> scheduler() {
        return Optional.ofNullable(scheduler);
    }

    /** @throws UserError when {@code --size} is no size, or stands beside {@code --width} or {@code --height} */
    Optional<Integer> width() {
        var request = new HashMap<String, Object>();
        putSize(request);
        return Optional.ofNullable((Integer) request.get("width"));
    }

    /** As {@link #width}. */
    Optional<Integer> height() {
        var request = new HashMap<String, Object>();
        putSize(request);
        return Optional.ofNullable((Integer) request.get("height"));
    }

    /**
     * What to start from; empty for noise.
     *
     * @throws UserError as {@link StartFiles#read} does
     */
    Optional<StartFiles> start() {
        return StartFiles.read(
                Optional.ofNullable(initImage), Optional.ofNullable(strength), Optional.ofNullable(mask));
    }

    private void putSize(Map<String, Object> request) {
        put(request, "width", width);
        put(request, "height", height);
        if (size == null) {
            return;
        }
        if (width != null || height != null) {
            throw new UserError("--size stands beside --width or --height; give one or the other", ExitCode.USAGE);
        }
        var sides = SIZE.matcher(size);
        if (!sides.matches()) {
            throw new UserError(
                    "--size is '" + size + "', it must be width x height in pixels, for example 32x32", ExitCode.USAGE);
        }
        request.put("width", Integer.parseInt(sides.group(1)));
        request.put("height", Integer.parseInt(sides.group(2)));
    }

    private static void putFile(Map<String, Object> request, String field, String option, Path file) {
        if (file == null) {
            return;
        }
        try {
            long bytes = Files.size(file);
            if (bytes > MAX_FILE_BYTES) {
                throw new UserError(option + ": " + file + " has " + bytes + " bytes, a farm takes " + MAX_FILE_BYTES
                        + " (3 MiB); make it smaller");
            }
            request.put(field, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UserError(
                    option + ": cannot read " + file + " (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static void put(Map<String, Object> request, String field, Object value) {
        if (value != null) {
            request.put(field, value);
        }
    }
}
