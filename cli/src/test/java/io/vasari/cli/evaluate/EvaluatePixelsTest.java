package io.vasari.cli.evaluate;

import static io.vasari.cli.evaluate.Evaluated.assertClose;
import static io.vasari.cli.evaluate.Evaluated.assertRefused;
import static io.vasari.cli.evaluate.Evaluated.csv;
import static io.vasari.cli.evaluate.Evaluated.json;
import static io.vasari.cli.evaluate.Evaluated.npy;
import static io.vasari.cli.evaluate.Evaluated.stream;
import static io.vasari.cli.evaluate.Evaluated.vectors;
import static io.vasari.cli.evaluate.Evaluated.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngEncoder;
import io.vasari.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluatePixelsTest {
    private static final JsonNode FILE = vectors("12_pixel.json");
    private static final double TOLERANCE = FILE.get("tolerance").asDouble();

    @TempDir
    Path folder;

    static Stream<JsonNode> cases() {
        return stream(FILE.get("cases"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void distancesAreReproducedFromTablesArraysAndImages(JsonNode vector) throws IOException {
        JsonNode a = FILE.at("/input/A");
        String name = vector.get("name").asText();
        JsonNode b = name.equals("noise") ? FILE.at("/input/B") : a;
        IntBinaryOperator first = (x, y) -> a.get(y).get(x).asInt();
        IntBinaryOperator second = name.equals("inverted")
                ? (x, y) -> 255 - first.applyAsInt(x, y)
                : (x, y) -> b.get(y).get(x).asInt();
        Path one = png("a.png", 1, first);
        Path other = png("b.png", 3, second);
        JsonNode document = json("--pixels", other, "--reference", one);
        JsonNode expected = vector.get("expected");
        assertClose(document, "/mean_squared_error", expected.get("mse"), TOLERANCE);
        assertClose(document, "/peak_signal_to_noise_decibels", expected.get("psnr"), TOLERANCE);
        assertClose(document, "/ssim", expected.get("ssim_gaussian_11_1_5_valid"), TOLERANCE);
        assertClose(document, "/ssim_global", expected.get("ssim_global"), TOLERANCE);
        if (!name.equals("inverted")) {
            JsonNode ofTables =
                    json("--pixels", csv(folder.resolve("b.csv"), b), "--reference", npy(folder.resolve("a.npy"), a));
            assertClose(ofTables, "/ssim", expected.get("ssim_gaussian_11_1_5_valid"), TOLERANCE);
            assertClose(ofTables, "/colour_distance", document.get("colour_distance"), TOLERANCE);
        }
    }

    private Path png(String name, int channels, IntBinaryOperator level) throws IOException {
        var bytes = new byte[16 * 16 * channels];
        for (int i = 0; i < bytes.length; i++) {
            int pixel = i / channels;
            bytes[i] = (byte) level.applyAsInt(pixel % 16, pixel / 16);
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (var encoder = new PngEncoder(new Pixels(16, 16, channels))) {
            return Files.write(file, encoder.encoded(bytes, 0));
        }
    }

    @Test
    void hashesAreReproduced() {
        JsonNode known = FILE.at("/phash/expected");
        Path plain = table("p.csv", 32, 32, (i, j) -> (3 * i * i + 5 * j * j + 7 * i * j) % 256);
        Path turned = table("t.csv", 32, 32, (i, j) -> (3 * j * j + 5 * i * i + 7 * i * j) % 256);
        Path perturbed = table(
                "q.csv",
                32,
                32,
                (i, j) -> Math.max(0, Math.min(255, (3 * i * i + 5 * j * j + 7 * i * j) % 256 + 3 * Math.sin(j))));
        JsonNode document = json("--pixels", perturbed, "--reference", plain);
        assertClose(document, "/perceptual_hash/reference", known.get("hash"), 0);
        assertClose(document, "/perceptual_hash/samples", known.get("perturbed_hash"), 0);
        assertClose(document, "/perceptual_hash/different_bits", known.get("hamming"), 0);
        assertThat(document.at("/left_out").toString()).contains("whole levels");
        JsonNode transposed = json("--pixels", turned, "--reference", plain);
        assertClose(transposed, "/perceptual_hash/samples", known.get("transposed_hash"), 0);
        assertClose(transposed, "/perceptual_hash/different_bits", known.get("hamming_transposed"), 0);
        Path small = table("d.csv", 8, 9, (i, j) -> (17 * i + 29 * j + 3 * i * j) % 256);
        JsonNode differences = json("--pixels", small, "--reference", small);
        assertClose(differences, "/difference_hash/samples", FILE.at("/dhash/expected"), 0);
    }

    private interface Level {
        double at(int row, int column);
    }

    private Path table(String name, int height, int width, Level level) {
        var text = new StringBuilder();
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                text.append(j == 0 ? "" : ",").append(level.at(i, j));
            }
            text.append('\n');
        }
        return write(folder.resolve(name), text.toString());
    }

    /** White is 100 from black in CIELAB. */
    @Test
    void foldersArePairedByName() throws IOException {
        png("made/x.png", 3, (x, y) -> 255);
        png("made/deep/y.png", 1, (x, y) -> 255);
        png("real/x.png", 1, (x, y) -> 0);
        png("real/deep/y.png", 1, (x, y) -> 255);
        JsonNode document = json("--pixels", folder.resolve("made"), "--reference", folder.resolve("real"));
        assertThat(document.at("/pairs/0/file").asText()).isEqualTo("deep/y.png");
        assertThat(document.at("/pairs/1/colour_distance").asDouble()).isCloseTo(100, within(1e-3));
        assertThat(document.at("/mean/colour_distance").asDouble()).isCloseTo(50, within(1e-3));
        assertThat(document.at("/mean/mean_squared_error").asDouble()).isEqualTo(255 * 255 / 2.0);
        var outcome = Cli.run(
                "evaluate",
                "--pixels",
                folder.resolve("made").toString(),
                "--reference",
                folder.resolve("real").toString());
        assertThat(outcome.out()).contains("means of 2 pairs", "colour_distance");
    }

    @Test
    void whatCannotBeComparedIsRefused() throws IOException {
        String image = png("made/x.png", 3, (x, y) -> x).toString();
        String folders = folder.resolve("made").toString();
        assertRefused("--pixels takes --reference", "--pixels", image);
        assertRefused("give two images, or two folders", "--pixels", image, "--reference", folders);
        png("real/z.png", 3, (x, y) -> x);
        assertRefused(
                "has no x.png",
                "--pixels",
                folders,
                "--reference",
                folder.resolve("real").toString());
        String small = write(folder.resolve("s.csv"), "0,1\n2,3\n").toString();
        assertRefused("is 16 x 16 pixels and", "--pixels", image, "--reference", small);
        String tooWhite = write(folder.resolve("w.csv"), "0,1\n2,256\n").toString();
        assertRefused("has levels from 0.0 to 256.0", "--pixels", tooWhite, "--reference", small);
        String shares = write(folder.resolve("f.csv"), "0,0.1\n0.2,1\n").toString();
        assertRefused("multiply them by 255", "--pixels", shares, "--reference", small);
        String text = write(folder.resolve("t.png"), "no image").toString();
        assertRefused("t.png is 8 bytes that are no image", "--pixels", text, "--reference", image);
    }
}
