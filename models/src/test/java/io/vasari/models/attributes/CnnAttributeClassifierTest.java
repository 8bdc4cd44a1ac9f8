package io.vasari.models.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import io.vasari.models.AttributeClassifier;
import io.vasari.models.ModelLoadException;
import io.vasari.models.ModelZoo;
import io.vasari.models.RandomWeights;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CnnAttributeClassifierTest {

    private static final int BYTES = 8 * 8 * 3;
    private static final String CONFIG =
            """
            {"model_type": "attribute-cnn", "image_size": 8, "num_channels": 3, "conv_channels": [4, 6, 8],
             "hidden_size": 16, "traits": ["size", "colour"],
             "labels": {"colour": ["red", "green", "blue"], "size": ["small", "large"]}}""";

    @TempDir
    Path zoo;

    private Path revision;

    @BeforeEach
    void writePackage() throws IOException {
        revision = zoo.resolve("blobs/v1");
        Files.createDirectories(revision);
        Files.writeString(
                zoo.resolve("blobs/model.json"),
                "{\"id\": \"blobs\", \"family\": \"attribute-cnn\", \"revisions\": [\"v1\"]}");
        Files.writeString(revision.resolve("config.json"), CONFIG);
        var network = new AttributeNetwork(AttributeConfig.read(revision.resolve("config.json")));
        try (Weights weights = RandomWeights.of(network.shapes(), 5)) {
            SafetensorsFile.write(weights, revision.resolve("model.safetensors"), DataType.FLOAT16);
        }
    }

    @Test
    void everyTraitIsNamedInTheOrderOfTheConfig() {
        try (AttributeClassifier classifier = load()) {
            assertThat(classifier.traits().keySet()).containsExactly("size", "colour");
            assertThat(classifier.traits().get("colour")).containsExactly("red", "green", "blue");
            assertThat(classifier.shape().bytes()).isEqualTo(BYTES);
            var results = classifier.classify(pictures(3), 3);
            assertThat(results.keySet()).containsExactly("size", "colour");
            for (int i = 0; i < 3; i++) {
                assertThat(results.get("size").confidences()[i]).isBetween(0.5f, 1f);
                assertThat(results.get("colour").confidences()[i]).isBetween(0.33f, 1f);
            }
        }
    }

    @Test
    void imageAloneEqualsItselfAmongOthers() {
        byte[] pictures = pictures(70);
        try (AttributeClassifier classifier = load()) {
            var all = classifier.classify(pictures, 70).get("colour");
            assertThat(all.classes()).contains(all.classes()[0]).isNotEqualTo(new int[70]);
            for (int image : new int[] {0, 63, 64, 69}) {
                byte[] one = Arrays.copyOfRange(pictures, image * BYTES, (image + 1) * BYTES);
                var alone = classifier.classify(one, 1).get("colour");
                assertThat(alone.classes()).containsExactly(all.classes()[image]);
                assertThat(alone.confidences()).containsExactly(all.confidences()[image]);
            }
        }
    }

    @Test
    void tooFewPixelsAreRefused() {
        try (AttributeClassifier classifier = load()) {
            assertThatThrownBy(() -> classifier.classify(new byte[BYTES - 1], 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("191 bytes for 1 images of 8x8x3");
            assertThat(classifier.classify(new byte[0], 0).get("size").count()).isZero();
        }
    }

    @Test
    void brokenConfigsNameWhatIsWrong() throws IOException {
        assertRefused("\"image_size\": 8", "\"image_size\": 6", "cannot be halved 2 times");
        assertRefused("[\"small\", \"large\"]", "[\"small\"]", "labels of size");
        assertRefused("[\"size\", \"colour\"]", "[\"size\"]", "not understood: colour");
        assertRefused("[4, 6, 8]", "[]", "at least one");
        assertRefused("attribute-cnn", "lenet", "model_type");
    }

    private void assertRefused(String part, String replacement, String message) throws IOException {
        Files.writeString(revision.resolve("config.json"), CONFIG.replace(part, replacement));
        assertThatThrownBy(this::load).isInstanceOf(ModelLoadException.class).hasMessageContaining(message);
    }

    private AttributeClassifier load() {
        return ModelZoo.open(zoo).loadAttributeClassifier("blobs", "v1");
    }

    private static byte[] pictures(int count) {
        byte[] pixels = new byte[count * BYTES];
        new Random(3).nextBytes(pixels);
        return pixels;
    }
}
