package io.vasari.cli.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vasari.artifacts.picture.Picture;
import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngEncoder;
import io.vasari.cli.Cli;
import io.vasari.cli.ExitCode;
import io.vasari.models.DiffusionRequest;
import io.vasari.models.SampleKey;
import io.vasari.models.diffusers.DiffusersFolder;
import io.vasari.models.diffusers.DiffusionModel;
import io.vasari.models.safetensors.SafetensorsWriter;
import io.vasari.models.safetensors.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --init-image}, {@code --strength} and {@code --mask} of a folder. */
class PaintFromImageTest {

    private static final Path VECTORS = Path.of("../models/src/test/resources/diffusers");
    private static final Path MODEL = VECTORS.resolve("sd-tiny-a");
    private static final int SIDE = 32;
    private static final int AREA = SIDE * SIDE;

    /** Half a level of the image, which the recorded runs had as floats, seen through the autoencoder and three steps. */
    private static final double ROUNDED_INPUT = 0.01;

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"ddim", "euler"})
    void tensorsMatchTheOriginal(String scheduler) throws IOException {
        Path recorded = VECTORS.resolve("vectors/sd-tiny-a/e2e_img2img_" + scheduler + ".safetensors");
        Path out = temporary.resolve("out.safetensors");
        Path latents = temporary.resolve("latents.safetensors");
        try (TensorFile expected = TensorFile.open(recorded)) {
            Path image = png("image.png", 3, levels(expected.floats("init_image_0_1")));
            var shape = expected.entry("latent_noise").shape();
            new SafetensorsWriter()
                    .floats("latents", shape, expected.floats("latent_noise"))
                    .floats("encoding", shape, expected.floats("vae_sample_noise"))
                    .write(latents);
            assertPainted(
                    "a photo of a cat",
                    "--negative-prompt=low quality, blurry",
                    "--guidance=7.5",
                    "--steps=5",
                    "--strength=0.6",
                    "--scheduler=" + scheduler,
                    "--init-image=" + image,
                    "--latents=" + latents,
                    "--tensor-out=" + out);
            try (TensorFile actual = TensorFile.open(out)) {
                assertClose(actual.floats("latents"), expected.floats("latents_after_step.2"), 4 * ROUNDED_INPUT);
                assertClose(actual.floats("image"), expected.floats("image_0_1"), ROUNDED_INPUT);
            }
        }
    }

    @Test
    void aWorkerPaintsTheSame() throws IOException {
        Path out = temporary.resolve("o.png");
        byte[] pixels = gradient();
        byte[] holes = lowerHalf();
        assertPainted(
                "a photo of a cat",
                "--steps=4",
                "--seed=12",
                "--scheduler=ddim",
                "--strength=0.7",
                "--init-image=" + png("image.png", 3, pixels),
                "--mask=" + png("mask.png", 1, holes),
                "-o",
                out.toString());
        var start = new DiffusionRequest.Start(pixels, 0.7, Optional.of(holes));
        var request = new DiffusionRequest(
                "a photo of a cat", "", 7.5, 4, Optional.of("ddim"), SIDE, SIDE, Optional.of(start));
        try (var model = DiffusionModel.load(DiffusersFolder.open(MODEL))) {
            var sketch = model.begin(new SampleKey(12, 0), request);
            while (!sketch.isFinished()) {
                model.advance(List.of(sketch));
            }
            assertThat(Picture.read(Files.readAllBytes(out)).pixels(SIDE, SIDE, 3))
                    .isEqualTo(model.finish(List.of(sketch)).pixels());
        }
    }

    @Test
    void theMaskKeepsWhatIsBlackAndStrengthZeroKeepsAll() throws IOException {
        String image = "--init-image=" + png("image.png", 3, gradient());
        String mask = "--mask=" + png("mask.png", 1, lowerHalf());
        float[] kept = latents("--strength=0", image);
        float[] masked = latents("--strength=0.8", image, mask);
        float[] painted = latents("--strength=0.8", image);
        int latentArea = AREA / 4;
        for (int i = 0; i < kept.length; i++) {
            if (i % latentArea < latentArea / 2) {
                assertThat(masked[i]).as("kept latent " + i).isEqualTo(kept[i]);
            }
        }
        assertThat(masked).isNotEqualTo(kept);
        assertThat(painted).isNotEqualTo(masked);
    }

    @Test
    void theSizeIsTheImagesUnlessAnotherIsNamed() throws IOException {
        Path image = temporary.resolve("wide.png");
        Files.write(image, encoded(new Pixels(20, 12, 3), new byte[20 * 12 * 3]));
        Path out = temporary.resolve("o.png");
        assertPainted("x", "--steps=2", "--init-image=" + image, "-o", out.toString());
        assertThat(Picture.read(Files.readAllBytes(out)).width()).isEqualTo(20);
        assertPainted("x", "--steps=2", "--init-image=" + image, "--size=16x24", "-o", out.toString());
        assertThat(Picture.read(Files.readAllBytes(out)).height()).isEqualTo(24);
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        String image = "--init-image=" + png("image.png", 3, gradient());
        assertRefused("--strength is 1.5, it must be 0 to 1", image, "--strength=1.5");
        assertRefused("--strength is NaN, it must be 0 to 1", image, "--strength=NaN");
        assertRefused("--strength is of use only with --init-image", "--strength=0.5");
        assertRefused("--mask is of use only with --init-image", "--mask=" + png("mask.png", 1, lowerHalf()));
        Path small = temporary.resolve("small.png");
        Files.write(small, encoded(new Pixels(31, 32, 3), new byte[31 * 32 * 3]));
        assertRefused(
                "--mask has 31 x 32 pixels, it must have those of --init-image, 32 x 32", image, "--mask=" + small);
        assertRefused(
                "--width is 31, it must be a multiple of 2 from 2 to 2048; the image to start from is brought to the --size",
                "--init-image=" + small);
        assertRefused("--init-image: cannot read nowhere.png (NoSuchFileException)", "--init-image=nowhere.png");
        Path text = Files.writeString(temporary.resolve("text.png"), "a cat");
        assertRefused("is 5 bytes that are no image; name a PNG or a JPEG", "--init-image=" + text);
    }

    private float[] latents(String... options) {
        Path out = temporary.resolve("latents-out.safetensors");
        var args = new ArrayList<>(List.of(options));
        args.addAll(List.of("a cat", "--steps=5", "--seed=3", "--scheduler=ddim", "--tensor-out=" + out));
        assertPainted(args.toArray(String[]::new));
        try (TensorFile tensors = TensorFile.open(out)) {
            return tensors.floats("latents");
        }
    }

    private static void assertPainted(String... options) {
        var outcome = paint(options);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
    }

    private void assertRefused(String says, String... options) {
        var args = new ArrayList<>(List.of(options));
        args.addAll(List.of("x", "-o", temporary.resolve("o.png").toString()));
        var outcome = paint(args.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err()).contains(says);
    }

    private static Cli.Outcome paint(String... options) {
        var args = new ArrayList<>(List.of("paint", "--model", MODEL.toString()));
        args.addAll(List.of(options));
        return Cli.run(args.toArray(String[]::new));
    }

    private Path png(String name, int channels, byte[] pixels) throws IOException {
        return Files.write(temporary.resolve(name), encoded(new Pixels(SIDE, SIDE, channels), pixels));
    }

    private static byte[] encoded(Pixels shape, byte[] pixels) {
        try (var encoder = new PngEncoder(shape)) {
            return encoder.encoded(pixels, 0);
        }
    }

    private static byte[] gradient() {
        byte[] pixels = new byte[AREA * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3 % SIDE * 8 * (i % 3) / 2);
        }
        return pixels;
    }

    private static byte[] lowerHalf() {
        byte[] mask = new byte[AREA];
        Arrays.fill(mask, AREA / 2, AREA, (byte) 0xFF);
        return mask;
    }

    /** Planes of numbers from 0 to 1 as interleaved levels. */
    private static byte[] levels(float[] planes) {
        byte[] pixels = new byte[planes.length];
        for (int i = 0; i < planes.length; i++) {
            pixels[i % AREA * 3 + i / AREA] = (byte) Math.round(planes[i] * 255);
        }
        return pixels;
    }

    private static void assertClose(float[] actual, float[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i]).as("number " + i).isCloseTo(expected[i], within(tolerance));
        }
    }
}
