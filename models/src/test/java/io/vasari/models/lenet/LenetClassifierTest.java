package io.vasari.models.lenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.models.Classification;
import io.vasari.models.Classifier;
import io.vasari.models.Embedder;
import io.vasari.models.ImageShape;
import io.vasari.models.ModelZoo;
import io.vasari.models.clip.images.ImageFit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped classifier on the first 200 test images of MNIST. */
class LenetClassifierTest {

    private static Classifier classifier;
    private static byte[] pixels;
    private static byte[] labels;
    private static Classification all;

    @BeforeAll
    static void load() throws IOException {
        Path zoo = Path.of(System.getProperty("vasari.root", "..")).resolve("zoo");
        classifier = ModelZoo.open(zoo).loadClassifier("mnist-lenet", "v1");
        pixels = resource("t10k-images-idx3-ubyte", 16);
        labels = resource("t10k-labels-idx1-ubyte", 8);
        all = classifier.classify(pixels, labels.length);
    }

    @AfterAll
    static void close() {
        classifier.close();
    }

    @Test
    void realDigitsAreRecognised() {
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += all.classes()[i] == labels[i] ? 1 : 0;
            assertThat(all.confidences()[i]).isBetween(0.1f, 1f);
        }
        assertThat(right).isGreaterThanOrEqualTo(197);
        assertThat(classifier.classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 64, 199})
    void imageAloneEqualsItselfAmongOthers(int image) {
        Classification alone = classifier.classify(Arrays.copyOfRange(pixels, image * 784, (image + 1) * 784), 1);
        assertThat(alone.classes()).containsExactly(all.classes()[image]);
        assertThat(alone.confidences()).containsExactly(all.confidences()[image]);
    }

    /** What separates digits for the last layer does so by distance, too. */
    @Test
    void digitsLieNearestToDigitsOfTheirKind() {
        float[][] features = ((Embedder) classifier).embed(pixels, labels.length);
        assertThat(((Embedder) classifier).dimension()).isEqualTo(128);
        assertThat(((Embedder) classifier).feature()).isEqualTo("mnist-lenet");
        int right = 0;
        for (int i = 0; i < features.length; i++) {
            assertThat(features[i]).hasSize(128);
            right += labels[nearest(features, i)] == labels[i] ? 1 : 0;
        }
        assertThat(right).isGreaterThan(180);
    }

    @Test
    void featuresOfAnImageAloneEqualThoseAmongOthers() {
        Embedder embedder = (Embedder) classifier;
        float[][] features = embedder.embed(pixels, labels.length);
        assertThat(embedder.embed(Arrays.copyOfRange(pixels, 70 * 784, 71 * 784), 1)[0])
                .containsExactly(features[70]);
        byte[] colour = ImageFit.fit(pixels, embedder.shape(), 2, new ImageShape(28, 28, 3));
        assertThat(embedder.embed(colour, new ImageShape(28, 28, 3), 2))
                .isDeepEqualTo(new float[][] {features[0], features[1]});
    }

    private static int nearest(float[][] features, int image) {
        int best = image == 0 ? 1 : 0;
        for (int i = 0; i < features.length; i++) {
            if (i != image && distance(features[i], features[image]) < distance(features[best], features[image])) {
                best = i;
            }
        }
        return best;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    @Test
    void tooFewPixelsAreRefused() {
        assertThatThrownBy(() -> classifier.classify(new byte[783], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("783 pixels for 1 images");
        assertThatThrownBy(() -> classifier.classify(new byte[784], -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(classifier.classify(new byte[0], 0).count()).isZero();
    }

    private static byte[] resource(String name, int header) throws IOException {
        try (InputStream in = LenetClassifierTest.class.getResourceAsStream("/mnist-200/" + name)) {
            byte[] bytes = in.readAllBytes();
            return Arrays.copyOfRange(bytes, header, bytes.length);
        }
    }
}
