package io.vasari.cli.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.artifacts.picture.Picture;
import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngEncoder;
import io.vasari.artifacts.shard.ShardWriter;
import io.vasari.cli.Cli;
import io.vasari.cli.ExitCode;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import io.vasari.models.reference.ReferenceFolder;
import io.vasari.training.vases.VaseMixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vases as images that somebody else made. */
class EvaluateImagesTest {
    private static final int VASES = 150;
    private static final Pixels SHAPE = new Pixels(32, 32, 3);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static byte[][] pngs;
    private static Path reference;

    @BeforeAll
    static void paint() {
        var vases = new VaseMixture(VASES, SHAPE.width(), 7);
        pngs = new byte[VASES][];
        try (var encoder = new PngEncoder(SHAPE)) {
            for (int i = 0; i < VASES; i++) {
                pngs[i] = encoder.encoded(vases.pixels(i), 0);
            }
        }
        reference = shared.resolve("vases");
        var built = Cli.run(
                "reference", "build", "vases", "--vases", "300", "--embedder", "vase-clip", "-o", reference.toString());
        assertThat(built.exitCode()).as(built.err()).isEqualTo(ExitCode.OK);
        assertThat(built.out()).contains("300 images, 0 classes, 300 features");
    }

    @Test
    void theSameImagesGiveTheSameSet() throws IOException {
        Path again = folder.resolve("again");
        Cli.run("reference", "build", "vases", "--vases", "300", "--embedder", "vase-clip", "-o", again.toString());
        for (String file : new String[] {"reference.json", "features.safetensors"}) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(reference.resolve(file));
        }
        var set = ReferenceFolder.read(again);
        assertThat(set.name()).isEqualTo("vases");
        assertThat(set.n()).isEqualTo(300);
        assertThat(set.features().orElseThrow().embedder().model()).isEqualTo("vase-clip@v1");
        assertThat(set.features().orElseThrow().embedder().sha256()).hasSize(64);
    }

    @Test
    void vasesLikeTheReferencesAreFoundAlike() throws IOException {
        JsonNode document = evaluate(images(pngs));
        assertThat(document.at("/samples").asInt()).isEqualTo(VASES);
        JsonNode features = document.at("/features");
        double sigmas = features.at("/kernel_distance").asDouble()
                / features.at("/kernel_distance_standard_error").asDouble();
        assertThat(sigmas).isLessThan(4);
        assertThat(features.at("/coverage_ratio").asDouble()).isGreaterThan(0.6);
        assertThat(features.at("/near_duplicate_ratio").asDouble()).isBetween(0.0, 1.0);
        assertThat(features.at("/embedder").asText()).isEqualTo("vase-clip@v1");
        assertThat(folder.resolve("report/report.html"))
                .content()
                .contains("<h2>images: 150 images</h2>", "kernel distance", "data:image/png;base64,");
    }

    @Test
    void copiesOfThreeVasesAreFoundOut() throws IOException {
        byte[][] copies = new byte[VASES][];
        Arrays.setAll(copies, i -> pngs[i % 3]);
        JsonNode features = evaluate(images(copies)).at("/features");
        assertThat(features.at("/near_duplicate_ratio").asDouble()).isEqualTo(1);
        assertThat(features.at("/coverage_ratio").asDouble()).isLessThan(0.2);
        assertThat(features.at("/support/estimate").asDouble()).isCloseTo(3, within(0.2));
        assertThat(features.at("/vendi_score").asDouble()).isLessThan(3.1);
        var outcome = Cli.run(arguments(folder.resolve("images")));
        assertThat(outcome.out()).contains("something is missing", "Written: ");
    }

    @Test
    void aTarIsReadAsAFolderIs() throws IOException {
        var writer = new ShardWriter();
        writer.begin(new ModelRef("m", "r"), 1, new SampleRange(0, VASES));
        for (byte[] png : pngs) {
            writer.add(png, png.length, 0.5f);
        }
        int length = writer.finish();
        Path tar = Files.write(folder.resolve("images.tar"), Arrays.copyOf(writer.bytes(), length));
        JsonNode fromTar = evaluate(tar).at("/features");
        JsonNode fromFolder = evaluate(images(pngs)).at("/features");
        for (String figure : new String[] {"kernel_distance", "density", "vendi_score", "near_duplicate_ratio"}) {
            assertThat(fromTar.path(figure).asDouble())
                    .as(figure)
                    .isCloseTo(fromFolder.path(figure).asDouble(), within(1e-9));
        }
    }

    @Test
    void imagesOfOtherSizesAndKindsAreResized() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images/below"));
        for (int i = 0; i < 3; i++) {
            var picture =
                    ImageIO.read(new ByteArrayInputStream(Picture.read(pngs[i]).png(50 + i, 64, 3)));
            ImageIO.write(picture, "jpg", images.resolve(i + ".jpg").toFile());
        }
        Files.writeString(images.resolve("notes.txt"), "no image");
        JsonNode document = evaluate(images.getParent(), "--k", "1");
        assertThat(document.at("/samples").asInt()).isEqualTo(3);
        assertThat(document.at("/features/density").isNumber()).isTrue();
    }

    /** The classifier of digits says something of vases, too. */
    @Test
    void aClassifierCountsBesideAnEmbedder() throws IOException {
        Path digits = folder.resolve("digits");
        Path images = images(pngs);
        var built = Cli.run(
                "reference",
                "build",
                "digits",
                "--images",
                images.toString(),
                "--classifier",
                "mnist-lenet",
                "--embedder",
                "mnist-lenet",
                "-o",
                digits.toString());
        assertThat(built.exitCode()).as(built.err()).isEqualTo(ExitCode.OK);
        var outcome = Cli.run(
                "evaluate",
                images.toString(),
                "--json",
                "--reference",
                digits.toString(),
                "-o",
                folder.resolve("report").toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
        JsonNode document = new JsonMapper().readTree(outcome.out());
        assertThat(document.at("/class_total_variation_ratio").asDouble()).isZero();
        assertThat(document.at("/class_counts").size()).isEqualTo(10);
        assertThat(document.at("/inception_score").asDouble()).isBetween(1.01, 9.99);
        assertThat(document.at("/features/recall_ratio").asDouble()).isEqualTo(1);
        assertThat(folder.resolve("report/report.html")).content().contains("<svg", "verdict");
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws IOException {
        Path images = images(pngs);
        refused("images take --reference NAME|DIR", images.toString());
        refused("no reference set 'nothing'", images.toString(), "--reference", "nothing");
        refused("--splits does not go with images", images.toString(), "--reference", "x", "--splits", "2");
        refused("no images at nowhere", "nowhere", "--reference", reference.toString());
        Path empty = Files.createDirectories(folder.resolve("empty"));
        refused("there are no images to evaluate", empty.toString(), "--reference", reference.toString());
        Files.writeString(empty.resolve("a.png"), "no image");
        refused("a.png in", empty.toString(), "--reference", reference.toString());
        Path noTar = Files.writeString(folder.resolve("no.tar"), "x".repeat(2000));
        refused("it is no tar", noTar.toString(), "--reference", reference.toString());
    }

    private static void refused(String problem, String... arguments) {
        var outcome = Cli.run(
                Stream.concat(Stream.of("evaluate"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(outcome.exitCode()).isNotEqualTo(ExitCode.OK);
        assertThat(outcome.err()).contains(problem);
        assertThat(outcome.err().strip()).doesNotContain("\n");
    }

    private Path images(byte[][] content) throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        for (int i = 0; i < content.length; i++) {
            Files.write(images.resolve("%03d.png".formatted(i)), content[i]);
        }
        return images;
    }

    private String[] arguments(Path images, String... more) {
        return Stream.concat(
                        Stream.of(
                                "evaluate",
                                images.toString(),
                                "--reference",
                                reference.toString(),
                                "-o",
                                folder.resolve("report").toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private JsonNode evaluate(Path images, String... more) throws IOException {
        var outcome = Cli.run(arguments(
                images, Stream.concat(Stream.of("--json"), Stream.of(more)).toArray(String[]::new)));
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
        return new JsonMapper().readTree(outcome.out());
    }
}
