package io.vasari.models.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vasari.models.Classifier;
import io.vasari.models.Embedder;
import io.vasari.models.ImageShape;
import io.vasari.models.ModelLoadException;
import io.vasari.models.ModelZoo;
import io.vasari.models.clip.images.ImageFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network of {@code mnist-lenet}, traced by PyTorch, on the first 200 test images of MNIST. */
class TorchScriptClassifierTest {

    private static final Path FOLDER = Path.of("src/test/resources/torchscript/lenet");
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    private static final int COUNT = 200;

    private static byte[] pixels;

    @TempDir
    Path zoo;

    @BeforeAll
    static void read() throws IOException {
        byte[] file = Files.readAllBytes(Path.of("src/test/resources/mnist-200/t10k-images-idx3-ubyte"));
        pixels = Arrays.copyOfRange(file, 16, file.length);
    }

    @Test
    void itSaysWhatTheNetworkSaysThatItWasTracedFrom() {
        Path shipped = Path.of(System.getProperty("vasari.root", "..")).resolve("zoo");
        try (Classifier lenet = ModelZoo.open(shipped).loadClassifier("mnist-lenet", "v1");
                Classifier traced = TorchScriptClassifier.load("traced", FOLDER, DIGITS)) {
            assertThat(traced.classify(pixels, COUNT).classes())
                    .containsExactly(lenet.classify(pixels, COUNT).classes());
            assertThat(traced.probabilities(pixels, COUNT))
                    .containsExactly(lenet.probabilities(pixels, COUNT), within(1e-4f));
            float[][] features = ((Embedder) traced).embed(pixels, COUNT);
            float[][] expected = ((Embedder) lenet).embed(pixels, COUNT);
            assertThat(((Embedder) traced).dimension()).isEqualTo(128);
            for (int i = 0; i < COUNT; i++) {
                assertThat(features[i]).containsExactly(expected[i], within(1e-3f));
            }
        }
    }

    @Test
    void anImageAloneEqualsItselfAmongOthersAndInAnyThread() {
        try (TorchScriptClassifier traced = TorchScriptClassifier.load("traced", FOLDER, DIGITS)) {
            float[] all = traced.probabilities(pixels, COUNT);
            var others = Stream.of(0, 15, 16, 199)
                    .map(image -> CompletableFuture.runAsync(() -> {
                        byte[] alone = Arrays.copyOfRange(pixels, image * 784, (image + 1) * 784);
                        assertThat(traced.probabilities(alone, 1))
                                .containsExactly(Arrays.copyOfRange(all, image * 10, image * 10 + 10));
                    }))
                    .toList();
            others.forEach(CompletableFuture::join);
            assertThat(traced.probabilities(new byte[0], 0)).isEmpty();
            assertThatThrownBy(() -> traced.probabilities(new byte[783], 1))
                    .hasMessageContaining("783 bytes for 1 images of 28x28x1");
        }
    }

    @Test
    void imagesOfOtherShapesAreFittedForTheirFeatures() {
        try (var traced = (Embedder) TorchScriptClassifier.load("traced", FOLDER, DIGITS)) {
            byte[] colour = ImageFit.fit(pixels, traced.shape(), 2, new ImageShape(28, 28, 3));
            assertThat(traced.embed(colour, new ImageShape(28, 28, 3), 2)).isDeepEqualTo(traced.embed(pixels, 2));
            assertThat(traced.feature()).isEqualTo("traced");
        }
    }

    @Test
    void aPackageNamesItsClassesInTheCard() throws IOException {
        put("\"classes\": [\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"],", config("logits", ""));
        try (Classifier traced = ModelZoo.open(zoo).loadClassifier("mine", "main")) {
            assertThat(traced.classes()).isEqualTo(DIGITS);
            assertThat(traced.batchSize()).isEqualTo(16);
            assertThat(traced).isNotInstanceOf(Embedder.class);
        }
        put("", config("logits", ""));
        assertRefused("model.json names no classes");
        put("\"classes\": [\"odd\", \"even\"],", config("logits", ""));
        assertRefused("model.pt tells 10 classes apart, but 2 are named");
    }

    @Test
    void whatTheConfigSaysMustFitTheFile() throws IOException {
        String ten = "\"classes\": [\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"],";
        put(ten, config("probabilities", ""));
        assertRefused("gives no probabilities");
        put(ten, config("logits", ", \"feature_output\": 2"));
        assertRefused("has 2 outputs, counted from 0, but feature_output in config.json is 2");
        put(ten, config("logits", ", \"num_channels\": 3"));
        assertRefused("does not read images of shape (16, 3, 28, 28)");
        put(ten, config("logits", ", \"image_mean\": [0.1, 0.2]"));
        assertRefused("image_mean is [0.1,0.2], expected a number or a list of 1");
        put(ten, config("logits", ", \"image_std\": 0"));
        assertRefused("image_std is [0.0]");
        put(ten, config("logits", ", \"sise\": 3"));
        assertRefused("keys that are not understood: sise");
        put(ten, "{\"output\": \"logits\"}");
        assertRefused("image_size is missing");
        put(ten, config("logits", ""));
        Files.writeString(zoo.resolve("mine/main/model.pt"), "no archive");
        assertRefused("cannot be loaded as TorchScript");
        Files.delete(zoo.resolve("mine/main/model.pt"));
        assertRefused("no model.pt at");
    }

    private static String config(String output, String more) {
        String grey = more.contains("num_channels") ? "" : ", \"num_channels\": 1";
        return "{\"model_type\": \"torchscript\", \"image_size\": [28, 28], \"output\": \"" + output + "\"" + grey
                + more + "}";
    }

    private void put(String classes, String config) throws IOException {
        Path revision = Files.createDirectories(zoo.resolve("mine/main"));
        Files.writeString(
                zoo.resolve("mine/model.json"),
                "{\"id\": \"mine\", \"family\": \"torchscript\", " + classes + " \"revisions\": [\"main\"]}");
        Files.writeString(revision.resolve("config.json"), config);
        Files.write(revision.resolve("model.pt"), Files.readAllBytes(FOLDER.resolve("model.pt")));
    }

    private void assertRefused(String says) {
        assertThatThrownBy(() -> ModelZoo.open(zoo).load("mine", "main"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(says);
    }
}
