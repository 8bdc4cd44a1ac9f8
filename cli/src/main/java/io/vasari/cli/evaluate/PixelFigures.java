package io.vasari.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.tables.Problems;
import io.vasari.scores.duplicates.PerceptualHash;
import io.vasari.scores.pixel.GrayImage;
import io.vasari.scores.pixel.PixelDistance;
import io.vasari.scores.pixel.PixelError;
import io.vasari.scores.pixel.StructuralSimilarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** How far images are apart pixel by pixel: two of them, or those of two folders by their names. */
public final class PixelFigures {
    private static final List<String> MEANS = List.of(
            "mean_squared_error",
            "ssim",
            "ssim_global",
            "colour_distance",
            "colour_distance_2000",
            "mean_colour_distance");

    private PixelFigures() {}

    /**
     * @param images a file or a folder
     * @param reference the same
     */
    public static Evaluation of(Path images, Path reference) {
        if (Files.isDirectory(images) != Files.isDirectory(reference)) {
            throw new UserError(
                    "--pixels is " + kind(images) + " and --reference " + kind(reference)
                            + "; give two images, or two folders with images of the same names",
                    ExitCode.USAGE);
        }
        if (!Files.isDirectory(images)) {
            Figures pair = pair(images, reference);
            return new Evaluation(pair.toJson(), text(pair.toJson()) + pair.reasons());
        }
        return folders(images, reference);
    }

    private static String kind(Path path) {
        return path + (Files.isDirectory(path) ? ", a folder," : ", no folder,");
    }

    private static Evaluation folders(Path images, Path reference) {
        List<Path> names = names(images);
        List<Path> expected = names(reference);
        requireSame(images, names, reference, expected);
        requireSame(reference, expected, images, names);
        if (names.isEmpty()) {
            throw Problems.of(images, "has no images; PNGs and JPEGs are read");
        }
        List<Object> pairs = new ArrayList<>();
        List<JsonNode> documents = new ArrayList<>();
        for (Path name : names) {
            Figures pair = pair(images.resolve(name), reference.resolve(name));
            var named = new Figures().put("file", name.toString());
            pair.document().forEach(named::set);
            pairs.add(named.document());
            documents.add(pair.toJson());
        }
        var means = new Figures();
        for (String figure : MEANS) {
            means.put(
                    figure,
                    documents.stream()
                            .mapToDouble(pair -> pair.path(figure).asDouble())
                            .average()
                            .orElseThrow());
        }
        var figures = new Figures().put("pairs", pairs).put("mean", means);
        return new Evaluation(figures.toJson(), "  means of %d pairs%n".formatted(pairs.size()) + text(means.toJson()));
    }

    private static List<Path> names(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(PixelImage::isPicture)
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Problems.of(folder, "cannot be read: " + e);
        }
    }

    private static void requireSame(Path folder, List<Path> names, Path other, List<Path> others) {
        names.stream().filter(name -> !others.contains(name)).findFirst().ifPresent(name -> {
            throw Problems.of(
                    other, "has no " + name + ", which " + folder + " has; pairs are images of the same name");
        });
    }

    private static Figures pair(Path file, Path reference) {
        PixelImage image = PixelImage.read(file);
        PixelImage expected = PixelImage.read(reference);
        GrayImage a = image.gray();
        GrayImage b = expected.gray();
        if (a.width() != b.width() || a.height() != b.height()) {
            throw new UserError(
                    "%s is %d x %d pixels and %s %d x %d; resize one of them"
                            .formatted(file, a.width(), a.height(), reference, b.width(), b.height()),
                    ExitCode.USAGE);
        }
        var figures = new Figures()
                .put("width", a.width())
                .put("height", a.height())
                .put("mean_squared_error", PixelError.meanSquared(a, b))
                .put("peak_signal_to_noise_decibels", PixelError.peakSignalToNoiseDecibels(a, b))
                .put("ssim", StructuralSimilarity.of(a, b))
                .put("ssim_global", StructuralSimilarity.global(a, b));
        if (image.colour().isPresent() && expected.colour().isPresent()) {
            var distance =
                    PixelDistance.of(image.colour().get(), expected.colour().get());
            figures.put("colour_distance", distance.colour())
                    .put("colour_distance_2000", distance.colour2000())
                    .put("mean_colour_distance", distance.meanColour());
        } else {
            figures.leaveOut("colour distances", "they take whole levels");
        }
        return figures.put("perceptual_hash", hashes(a, b, PerceptualHash::ofCosines))
                .put("difference_hash", hashes(a, b, PerceptualHash::ofDifferences));
    }

    private static Figures hashes(GrayImage a, GrayImage b, ToLongFunction<GrayImage> hash) {
        long one = hash.applyAsLong(a);
        long other = hash.applyAsLong(b);
        return new Figures()
                .put("samples", String.format("%016x", one))
                .put("reference", String.format("%016x", other))
                .put("different_bits", PerceptualHash.distance(one, other));
    }

    private static String text(JsonNode figures) {
        var text = new StringBuilder();
        for (String name : MEANS) {
            if (figures.path(name).isNumber()) {
                text.append(String.format(
                        Locale.ROOT,
                        "  %-21s %10.5g%n",
                        name,
                        figures.path(name).asDouble()));
            }
        }
        return text
                + String.format(
                        Locale.ROOT,
                        "  Verdict: the structure is off by %.4g (1 - SSIM) of at most 2.%n",
                        1 - figures.path("ssim").asDouble());
    }
}
