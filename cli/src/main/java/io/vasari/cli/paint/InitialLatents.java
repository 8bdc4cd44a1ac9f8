package io.vasari.cli.paint;

import io.vasari.cli.UserError;
import io.vasari.models.ModelLoadException;
import io.vasari.models.diffusers.pipeline.LatentShape;
import io.vasari.models.safetensors.TensorFile;
import io.vasari.models.sampler.Noise;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Latents that a run starts from: standard normal numbers, as diffusers takes them under {@code latents}.
 *
 * @param rows one per sample
 * @param encodings where in its distribution the image to start from is encoded to, one per sample; empty unless the file has it
 * @param draws what the sampler draws, draw by draw and sample by sample; empty unless the file has it
 */
public record InitialLatents(
        LatentShape shape, List<float[]> rows, List<float[]> encodings, List<List<float[]>> draws) {

    /** The tensor's name. */
    public static final String NAME = "latents";

    private static final String ENCODING = "encoding";
    private static final String DRAW = "noise.";
    private static final int DIMENSIONS = 4;

    /**
     * Reads a safetensors file: its tensor {@value #NAME}, or its only one. Tensors {@code noise.0}, {@code noise.1} and so on,
     * of the same shape, are what samplers that add noise will draw; a tensor {@value #ENCODING} of it is for an image to start from.
     *
     * @throws UserError when it has no such tensor, or of another shape than (samples, channels, height, width)
     */
    public static InitialLatents read(Path file, int channels) {
        if (!Files.isRegularFile(file)) {
            throw new UserError("--latents: there is no file " + file);
        }
        try (TensorFile tensors = TensorFile.open(file)) {
            String name = name(tensors, file);
            List<Long> sizes = tensors.entry(name).shape();
            if (sizes.size() != DIMENSIONS || sizes.get(1) != channels || sizes.contains(0L)) {
                throw new UserError("--latents: " + name + " in " + file + " has the shape " + sizes
                        + ", it must be (samples, " + channels + ", height, width)");
            }
            LatentShape shape = new LatentShape(
                    channels, sizes.get(2).intValue(), sizes.get(3).intValue());
            List<List<float[]>> draws = new ArrayList<>();
            while (tensors.entries().containsKey(DRAW + draws.size())) {
                String draw = DRAW + draws.size();
                requireShape(sizes, draw, tensors, file);
                draws.add(rows(tensors.floats(draw), shape));
            }
            List<float[]> encodings = List.of();
            if (tensors.entries().containsKey(ENCODING)) {
                requireShape(sizes, ENCODING, tensors, file);
                encodings = rows(tensors.floats(ENCODING), shape);
            }
            return new InitialLatents(shape, rows(tensors.floats(name), shape), encodings, List.copyOf(draws));
        } catch (ModelLoadException e) {
            throw new UserError("--latents: " + e.getMessage());
        }
    }

    /** The draws of a sample, if the file has them. */
    Optional<Noise> noise(int row) {
        return draws.isEmpty()
                ? Optional.empty()
                : Optional.of((draw, target) -> {
                    if (draw >= draws.size()) {
                        throw new UserError("--latents: the sampler draws noise for the " + (draw + 1)
                                + "th time, but the file has " + draws.size() + " draws; add " + DRAW + draw
                                + ", or leave them all out to have them drawn from --seed");
                    }
                    System.arraycopy(draws.get(draw).get(row), 0, target, 0, target.length);
                });
    }

    /** Where an image is encoded to for a sample, if the file says it. */
    Optional<float[]> encoding(int row) {
        return encodings.isEmpty() ? Optional.empty() : Optional.of(encodings.get(row));
    }

    private static void requireShape(List<Long> sizes, String name, TensorFile tensors, Path file) {
        if (!tensors.entry(name).shape().equals(sizes)) {
            throw new UserError("--latents: " + name + " in " + file + " has the shape "
                    + tensors.entry(name).shape() + ", it must be that of the latents, " + sizes);
        }
    }

    private static String name(TensorFile tensors, Path file) {
        var names = tensors.entries().keySet();
        if (names.contains(NAME)) {
            return NAME;
        }
        if (names.size() == 1) {
            return names.iterator().next();
        }
        throw new UserError("--latents: " + file + " has no tensor " + NAME + " and not just one tensor; it has "
                + String.join(", ", names));
    }

    private static List<float[]> rows(float[] values, LatentShape shape) {
        List<float[]> rows = new ArrayList<>();
        for (int from = 0; from < values.length; from += shape.size()) {
            rows.add(Arrays.copyOfRange(values, from, from + shape.size()));
        }
        return List.copyOf(rows);
    }
}
