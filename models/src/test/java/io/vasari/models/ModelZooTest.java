package io.vasari.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.gan.Discriminator;
import io.vasari.models.gan.Generator;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelZooTest {

    private static final String CONFIG =
            """
            {"model_type": "mnist-gan-mlp", "noise_size": 10, "hidden_sizes": [256, 512, 1024],
             "image_size": 28, "num_channels": 1, "trained_by": "somebody"}""";

    @TempDir
    Path root;

    private Path gan;

    @BeforeEach
    void writePackage() throws IOException {
        gan = root.resolve("gan");
        Files.createDirectories(gan.resolve("r1"));
        card("mnist-gan-mlp");
        Files.writeString(gan.resolve("r1/config.json"), CONFIG);
        weights("generator", Generator.shapes());
        weights("discriminator", Discriminator.shapes());
    }

    @Test
    void packageLoadsAndGenerates() {
        ModelZoo zoo = ModelZoo.open(root);
        assertThat(zoo.folders()).extracting(ModelFolder::id).containsExactly("gan");
        assertThat(zoo.folder("gan").defaultRevision()).isEqualTo("r1");
        try (GenerativeModel model = zoo.loadGenerative("gan", "r1")) {
            GeneratedBatch batch = model.generate(List.of(new SampleKey(1, 0)));
            assertThat(batch.pixels()).hasSize(784);
            assertThat(batch.hasBelief()).isTrue();
        }
    }

    @Test
    void unknownModelRevisionAndFamilyNameTheKnownOnes() throws IOException {
        assertRefused(() -> ModelZoo.open(root).folder("gam"), "no model gam", "[gan]");
        assertRefused(() -> ModelZoo.open(root).load("gan", "r2"), "no revision r2", "[r1]");
        card("vae");
        assertRefused(() -> ModelZoo.open(root).load("gan", "r1"), "unknown family vae", "mnist-gan-mlp");
    }

    @Test
    void aGeneratorIsNoClassifier() {
        assertRefused(() -> ModelZoo.open(root).loadClassifier("gan", "r1"), "gan is no Classifier");
    }

    @Test
    void configOfAnotherNetworkIsRefused() throws IOException {
        Files.writeString(gan.resolve("r1/config.json"), CONFIG.replace("\"noise_size\": 10", "\"noise_size\": 12"));
        assertRefused(() -> ModelZoo.open(root).load("gan", "r1"), "noise_size is 12, expected 10");
        Files.delete(gan.resolve("r1/config.json"));
        assertRefused(() -> ModelZoo.open(root).load("gan", "r1"), "no config.json");
    }

    @Test
    void swappedNetworksAreRefused() throws IOException {
        weights("discriminator", Generator.shapes());
        assertRefused(
                () -> ModelZoo.open(root).load("gan", "r1"),
                "discriminator.safetensors",
                "layers.0.weight has shape (256, 10), expected (1024, 784)");
    }

    @Test
    void brokenCardsAreRefused() throws IOException {
        Path card = gan.resolve("model.json");
        Files.writeString(card, "{\"id\": \"gan\", ");
        assertRefused(() -> ModelZoo.open(root), "model.json is not readable JSON");
        Files.writeString(card, "{\"id\": 3, \"family\": \"f\", \"revisions\": [\"r1\"]}");
        assertRefused(() -> ModelZoo.open(root), "no text under id");
        Files.writeString(card, "{\"id\": \"gan\", \"family\": \"f\", \"revisions\": []}");
        assertRefused(() -> ModelZoo.open(root), "names no revision");
    }

    @Test
    void missingZooIsNamed() {
        assertRefused(() -> ModelZoo.open(root.resolve("nowhere")), "cannot read the model zoo", "nowhere");
    }

    @Test
    void revisionCannotLeaveThePackage() {
        assertRefused(() -> ModelFolder.open(gan).file("../gan/r1", "config.json"), "no revision ../gan/r1");
    }

    private void card(String family) throws IOException {
        Files.writeString(
                gan.resolve("model.json"),
                "{\"id\": \"gan\", \"family\": \"" + family + "\", \"revisions\": [\"r1\"]}");
    }

    private void weights(String network, Map<String, Shape> shapes) throws IOException {
        try (Weights weights = RandomWeights.of(shapes, 1)) {
            SafetensorsFile.write(weights, gan.resolve("r1/" + network + ".safetensors"), DataType.FLOAT16);
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(ModelLoadException.class).hasMessageContainingAll(parts);
    }
}
