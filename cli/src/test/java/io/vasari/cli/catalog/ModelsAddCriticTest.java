package io.vasari.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.cli.Cli;
import io.vasari.cli.ExitCode;
import io.vasari.contracts.ModelCatalog;
import io.vasari.models.Classifier;
import io.vasari.models.Embedder;
import io.vasari.models.ModelZoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judges that somebody brings. */
class ModelsAddCriticTest {

    private static final Path RESOURCES = Path.of("../models/src/test/resources");
    private static final Path LENET = RESOURCES.resolve("torchscript/lenet");
    private static final Path CLIP = RESOURCES.resolve("diffusers/clip-tiny");

    @TempDir
    private Path zoo;

    @TempDir
    private Path elsewhere;

    @Test
    void aClassifierAsTorchScriptIsTriedAndGetsACard() {
        var outcome = add(LENET, "--id", "my-lenet");
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out())
                .contains("sorts images of 28x28x1 into 10 classes; a black one is '")
                .contains("into features of 128 numbers")
                .contains("\"critic\": {\"classifier\": \"my-lenet\"}");
        var card = ModelCatalog.read(zoo).find("my-lenet").orElseThrow();
        assertThat(card.classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(card.image().orElseThrow().width()).isEqualTo(28);
        assertThat(card.generates()).isFalse();
        assertThat(zoo.resolve("my-lenet/main/model.pt")).isRegularFile();
        try (Classifier added = ModelZoo.open(zoo).loadClassifier("my-lenet", "main")) {
            assertThat(added.classes()).isEqualTo(card.classes());
            assertThat(added).isInstanceOf(Embedder.class);
        }
    }

    @Test
    void aFolderOfClipEmbedsAndSortsWhereClassesAreNamed() throws IOException {
        var outcome = add(CLIP, "--id", "my-clip");
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).contains("into features of").doesNotContain("sorts images");
        ModelZoo.open(zoo).loadEmbedder("my-clip", "main").close();

        Path named = copy(CLIP);
        Files.write(named.resolve("synset.txt"), List.of("cat", "dog"));
        outcome = add(named, "--id", "cats-and-dogs");
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).contains("into 2 classes", "into features of");
        try (Classifier added = ModelZoo.open(zoo).loadClassifier("cats-and-dogs", "main")) {
            assertThat(added.classes()).containsExactly("cat", "dog");
        }
        assertRefused("which has other classes", named, "--id", "my-clip", "--revision", "second");
    }

    @Test
    void whatDoesNotFitIsRefusedAndLeavesNothing() throws IOException {
        Path folder = copy(LENET);
        Files.write(folder.resolve("synset.txt"), List.of("odd", "even"));
        assertRefused("tells 10 classes apart, but 2 are named", folder);
        Files.write(folder.resolve("synset.txt"), List.of("odd", "odd"));
        assertRefused("names the class 'odd' twice", folder);
        Files.delete(folder.resolve("synset.txt"));
        assertRefused("no synset.txt at", folder);
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"resnet\"}");
        assertRefused("nor a config.json with the model_type \"clip\"", folder);
        try (Stream<Path> left = Files.list(zoo)) {
            assertThat(left).isEmpty();
        }
    }

    private Path copy(Path from) throws IOException {
        Path to = Files.createDirectories(elsewhere.resolve(from.getFileName().toString()));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    private void assertRefused(String says, Path folder, String... args) {
        var outcome = add(folder, args);
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err()).contains(says);
    }

    private Cli.Outcome add(Path folder, String... args) {
        return Cli.run(Stream.concat(
                        Stream.of("models", "add", folder.toString(), "--models", zoo.toString()), Stream.of(args))
                .toArray(String[]::new));
    }
}
