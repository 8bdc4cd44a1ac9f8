package io.vasari.cli.paint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.cli.Cli;
import io.vasari.cli.ExitCode;
import io.vasari.models.safetensors.SafetensorsWriter;
import io.vasari.models.safetensors.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command against runs of diffusers' own pipeline, through files alone. */
class PaintFolderTest {

    private static final Path VECTORS = Path.of("../models/src/test/resources/diffusers");
    private static final String MODEL = VECTORS.resolve("sd-tiny-a").toString();

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource({
        "ddim,5,--scheduler=DDIM",
        "pndm,5,--scheduler=PNDMScheduler",
        "euler_a,5,--scheduler=EulerAncestralDiscrete",
        "dpmpp_2m_karras,6,--scheduler=DPMSolverMultistep --scheduler-set=use_karras_sigmas=true",
        "ddim_eta0.5,5,--scheduler=ddim --eta=0.5",
        "ddim_clipskip1,3,--scheduler=ddim --clip-skip=1",
        "ddim_rescale0.7,3,--scheduler=ddim --guidance-rescale=0.7",
        "ddim_nonsquare,3,--scheduler=ddim",
        "ddim_nocfg,3,--scheduler=ddim --guidance=1",
    })
    void tensorsMatchTheOriginal(String run, int steps, String more) throws IOException {
        Path recorded = VECTORS.resolve("vectors/sd-tiny-a/e2e_" + run + ".safetensors");
        Path out = temporary.resolve("out.safetensors");
        var args = new ArrayList<>(List.of("paint", "--model", MODEL, "--prompt", "a photo of a cat"));
        args.addAll(List.of("--negative-prompt", "low quality, blurry", "--steps", "" + steps));
        args.addAll(List.of("--latents", latents(recorded).toString(), "--tensor-out", out.toString()));
        args.addAll(List.of(more.split(" ")));
        if (!more.contains("--guidance=")) {
            args.add("--guidance=7.5");
        }
        var outcome = Cli.run(args.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
        try (TensorFile actual = TensorFile.open(out);
                TensorFile expected = TensorFile.open(recorded)) {
            assertThat(actual.entries().keySet()).containsExactlyInAnyOrder("latents", "image");
            String last = last(expected.entries());
            assertThat(actual.entry("latents").shape())
                    .isEqualTo(expected.entry(last).shape());
            assertThat(actual.entry("image").shape())
                    .isEqualTo(expected.entry("image_0_1").shape());
            assertClose(actual.floats("latents"), expected.floats(last), 5e-4 * deviation(expected.floats(last)));
            assertClose(actual.floats("image"), expected.floats("image_0_1"), 2e-4);
        }
    }

    @Test
    void sheetsShowEverySampleOfEveryPrompt() throws IOException {
        Path sheet = temporary.resolve("deep/sheet.png");
        var outcome = Cli.run(
                "paint",
                "--model",
                MODEL,
                "a cat",
                "a dog",
                "-n",
                "2",
                "--steps",
                "1",
                "--seed",
                "3",
                "--width",
                "20",
                "--height",
                "12",
                "-o",
                sheet.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
        var image = ImageIO.read(sheet.toFile());
        assertThat(image.getWidth()).isEqualTo(2 + 2 * 22);
        assertThat(image.getHeight()).isEqualTo(2 + 2 * 14);
        assertThat(outcome.out()).contains("4 of 20 x 12 pixels", "1 steps of PNDMScheduler", "seed 3");
    }

    @Test
    void theSameSeedMakesTheSameTensors() throws IOException {
        Path first = temporary.resolve("1.safetensors");
        Path second = temporary.resolve("2.safetensors");
        for (Path file : List.of(first, second)) {
            Cli.run("paint", "--model", MODEL, "x", "--steps=2", "--seed=9", "--tensor-out", file.toString());
        }
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void aPlainNameIsTheFolderWhereAFarmCouldNotDoWhatIsAsked() throws IOException {
        Path here = Files.createSymbolicLink(
                Path.of("tiny-" + System.nanoTime()), Path.of(MODEL).toAbsolutePath());
        try {
            String out = temporary.resolve("o.safetensors").toString();
            var outcome = Cli.run("paint", "--model", here.toString(), "x", "--steps=1", "--tensor-out", out);
            assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
        } finally {
            Files.delete(here);
        }
        assertRefused(
                List.of("--model", here.toString(), "x", "--eta=1", "--scheduler-set=steps_offset=0"),
                "--eta, --scheduler-set can be had only of a folder, without a farm: name one with --model ./" + here);
    }

    @Test
    void unconditionalModelsNeedNoPrompt() {
        Path out = temporary.resolve("o.png");
        String model = VECTORS.resolve("ddpm-tiny-a").toString();
        assertThat(Cli.run("paint", "--model", model, "--steps=2", "-o", out.toString())
                        .exitCode())
                .isEqualTo(ExitCode.OK);
        assertRefused(List.of("--model", model, "a cat", "-o", out.toString()), "prompt must be empty");
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        String out = temporary.resolve("o.png").toString();
        assertRefused(List.of("--model", MODEL), "-o or --tensor-out");
        assertRefused(List.of("--model", temporary.toString(), "-o", out), "--model", "model_index.json");
        assertRefused(List.of("--model", MODEL, "--steps=0", "-o", out), "--steps is 0", "at least 1");
        assertRefused(List.of("--model", MODEL, "--revision=x", "-o", out), "--revision is 'x'", "leave it out");
        assertRefused(List.of("--model", MODEL, "--latents=nowhere", "-o", out), "--latents: there is no file nowhere");
        assertRefused(List.of("--model", MODEL, "--scheduler=DDIMM", "-o", out), "DDIMM", "DDIMScheduler");
        assertRefused(List.of("--model", MODEL, "--width=33", "-o", out), "--width is 33", "multiple of 2");
        assertRefused(List.of("--model", MODEL, "--guidance=-3", "-o", out), "guidance_scale is -3.0", "0 to 100");
        assertRefused(List.of("--model", MODEL, "--clip-skip=9", "-o", out), "clip skip is 9", "0 to 3");
        assertRefused(List.of("--model", MODEL, "--eta=2", "-o", out), "eta is 2.0");
        assertRefused(List.of("--model", MODEL, "--scheduler-set=sigmoid=1", "-o", out), "sigmoid");
        Path wrong = temporary.resolve("wrong.safetensors");
        new SafetensorsWriter()
                .floats("latents", List.of(1L, 3L, 2L, 2L), new float[12])
                .write(wrong);
        assertRefused(
                List.of("--model", MODEL, "--latents", wrong.toString(), "-o", out),
                "[1, 3, 2, 2]",
                "(samples, 4, height, width)");
        float[] broken = new float[16];
        broken[3] = Float.NaN;
        new SafetensorsWriter()
                .floats("latents", List.of(1L, 4L, 2L, 2L), broken)
                .write(wrong);
        assertRefused(
                List.of("--model", MODEL, "--latents", wrong.toString(), "--steps=1", "-o", out),
                "after 1 of 1 steps a sample has values that are no finite numbers");
    }

    private static void assertRefused(List<String> more, String... says) {
        var args = new ArrayList<>(List.of("paint"));
        args.addAll(more);
        var outcome = Cli.run(args.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err()).contains(says);
    }

    /** The recorded noise under the names that the command reads. */
    private Path latents(Path recorded) throws IOException {
        var writer = new SafetensorsWriter();
        try (TensorFile tensors = TensorFile.open(recorded)) {
            for (String name : tensors.entries().keySet()) {
                if (name.equals("initial_latents") || name.startsWith("noise.")) {
                    writer.floats(
                            name.startsWith("noise.") ? name : "latents",
                            tensors.entry(name).shape(),
                            tensors.floats(name));
                }
            }
        }
        Path file = temporary.resolve("latents.safetensors");
        writer.write(file);
        return file;
    }

    private static String last(Map<String, ?> entries) {
        int step = 0;
        while (entries.containsKey("latents_after_step." + (step + 1))) {
            step++;
        }
        return "latents_after_step." + step;
    }

    /** At least 1. */
    private static double deviation(float[] values) {
        double mean = 0;
        for (float value : values) {
            mean += value / (double) values.length;
        }
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean) / values.length;
        }
        return Math.max(1, Math.sqrt(squares));
    }

    private static void assertClose(float[] actual, float[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i])
                    .as("number " + i)
                    .isBetween(expected[i] - tolerance, expected[i] + tolerance);
        }
    }
}
