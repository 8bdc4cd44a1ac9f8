package io.vasari.cli.paint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngEncoder;
import io.vasari.cli.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaintTest {
    private static final String ONE_PAINTER =
            "[{\"id\":\"mnist-gan\",\"task\":\"unconditional-image-generation\"},{\"id\":\"vases\",\"task\":\"text-to-image\"}]";

    @TempDir
    Path folder;

    @Test
    void picturesAreSavedOnASheetThatIsLargeEnoughToLookAt() throws IOException {
        try (var farm = new FakeFarm(Collections.nCopies(10, picture()), ONE_PAINTER)) {
            var sheet = folder.resolve("sheet.png");

            var run = CommandLines.run(
                    "paint",
                    "ornate green vase",
                    "-n",
                    "10",
                    "--seed",
                    "42",
                    "-o",
                    sheet.toString(),
                    "--url",
                    farm.url());

            assertThat(run.exitCode()).as(run.err()).isZero();
            var image = ImageIO.read(sheet.toFile());
            assertThat(image.getWidth()).isEqualTo(8 * (128 + 4) + 4);
            assertThat(image.getHeight()).isEqualTo(2 * (128 + 4) + 4);
            var job = farm.submitted().get(0);
            assertThat(job.get("model").asText()).isEqualTo("vases");
            assertThat(job.at("/prompts/0").asText()).isEqualTo("ornate green vase");
            assertThat(job.get("samples").asInt()).isEqualTo(10);
            assertThat(job.get("priority").asText()).isEqualTo("interactive");
            assertThat(job.has("steps")).isFalse();
        }
    }

    @Test
    void aNameIsAModelOfTheFarmAndAPathIsAFolder() throws IOException {
        try (var farm = new FakeFarm(List.of(picture()), ONE_PAINTER)) {
            var sheet = folder.resolve("sheet.png").toString();
            // A folder of that name lies here: the module's own.
            assertThat(CommandLines.run("paint", "x", "--model", "src", "-o", sheet, "--url", farm.url())
                            .exitCode())
                    .isZero();
            assertThat(farm.submitted().get(0).get("model").asText()).isEqualTo("src");
            assertThat(CommandLines.run("paint", "x", "--model", "./src", "-o", sheet, "--url", farm.url())
                            .err())
                    .contains("--model: ", "model_index.json");
            assertThat(farm.submitted()).hasSize(1);
        }
        assertThat(CommandLines.run("paint", "x", "--model", "src", "--url", "http://127.0.0.1:1")
                        .err())
                .contains("for the folder of that name write --model ./src");
        assertThat(CommandLines.run("paint", "x", "--model", "src", "--tensor-out", "o.safetensors")
                        .err())
                .contains("--tensor-out can be had only of a folder, without a farm: name one with --model ./src");
    }

    @Test
    void severalPromptsGetARowEach() throws IOException {
        try (var farm = new FakeFarm(Collections.nCopies(6, picture()), ONE_PAINTER)) {
            var sheet = folder.resolve("sheet.png");

            CommandLines.run("paint", "green", "red", "-n", "3", "-o", sheet.toString(), "--url", farm.url());

            assertThat(ImageIO.read(sheet.toFile()).getWidth()).isEqualTo(3 * (128 + 4) + 4);
        }
    }

    @Test
    void aJobThatMadeNothingLeavesNoSheet() throws IOException {
        try (var farm = new FakeFarm(List.of(), ONE_PAINTER)) {
            var sheet = folder.resolve("sheet.png");

            var run = CommandLines.run("paint", "green", "-o", sheet.toString(), "--url", farm.url());

            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(sheet).doesNotExist();
        }
    }

    @Test
    void withoutOneModelOfThatKindItMustBeNamed() throws IOException {
        try (var none = new FakeFarm(List.of(), "[]");
                var two = new FakeFarm(
                        List.of(),
                        "[{\"id\":\"a\",\"task\":\"text-to-image\"},{\"id\":\"b\",\"task\":\"text-to-image\"}]")) {
            assertThat(CommandLines.run("paint", "green", "--url", none.url()).err())
                    .contains("has no text-to-image model; see 'vasari models'");
            assertThat(CommandLines.run("paint", "green", "--url", two.url()).err())
                    .contains("name one with --model: a, b");
            assertThat(two.submitted()).isEmpty();
        }
    }

    @Test
    void submitTakesEverythingThatAModelMayBeAsked() throws IOException {
        var image = Files.write(folder.resolve("a.png"), picture());
        try (var farm = new FakeFarm(List.of(picture()), ONE_PAINTER)) {
            var run = CommandLines.run(
                    "submit",
                    "vases",
                    "--prompt",
                    "green",
                    "--prompt",
                    "red",
                    "-n",
                    "4",
                    "--negative-prompt",
                    "handles",
                    "--guidance",
                    "7.5",
                    "--steps",
                    "12",
                    "--scheduler",
                    "euler",
                    "--size",
                    "48x32",
                    "--init-image",
                    image.toString(),
                    "--strength",
                    "0.6",
                    "--mask",
                    image.toString(),
                    "--url",
                    farm.url());

            assertThat(run.exitCode()).as(run.err()).isZero();
            var job = farm.submitted().get(0);
            assertThat(job.get("prompts")).hasSize(2);
            assertThat(job.get("negative_prompt").asText()).isEqualTo("handles");
            assertThat(job.get("guidance_scale").asDouble()).isEqualTo(7.5);
            assertThat(job.get("steps").asInt()).isEqualTo(12);
            assertThat(job.get("scheduler").asText()).isEqualTo("euler");
            assertThat(job.get("width").asInt()).isEqualTo(48);
            assertThat(job.get("height").asInt()).isEqualTo(32);
            assertThat(job.get("strength").asDouble()).isEqualTo(0.6);
            assertThat(Base64.getDecoder().decode(job.get("init_image").asText()))
                    .isEqualTo(picture());
            assertThat(job.get("mask")).isEqualTo(job.get("init_image"));
        }
    }

    @Test
    void aWrongSizeOrFileIsToldBeforeAnythingIsSent() throws IOException {
        try (var farm = new FakeFarm(List.of(picture()), ONE_PAINTER)) {
            assertThat(CommandLines.run("submit", "vases", "--size", "big", "--url", farm.url())
                            .err())
                    .contains("--size is 'big', it must be width x height in pixels");
            assertThat(CommandLines.run("submit", "vases", "--init-image", "nowhere.png", "--url", farm.url())
                            .err())
                    .contains("--init-image: cannot read nowhere.png");
            assertThat(farm.submitted()).isEmpty();
        }
    }

    private static byte[] picture() {
        var shape = new Pixels(16, 16, 3);
        try (var encoder = new PngEncoder(shape)) {
            return encoder.encoded(new byte[shape.sizeBytes()], 0);
        }
    }
}
