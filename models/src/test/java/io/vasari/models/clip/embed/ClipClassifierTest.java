package io.vasari.models.clip.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vasari.models.Classifier;
import io.vasari.models.DiffusersVectors;
import io.vasari.models.Embedder;
import io.vasari.models.ImageShape;
import io.vasari.models.ModelZoo;
import io.vasari.models.TextImageEmbedder;
import io.vasari.models.clip.images.ImageFit;
import io.vasari.models.safetensors.TensorFile;
import io.vasari.models.vectors.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of CLIP that somebody brings, in the layout of transformers. */
class ClipClassifierTest {

    private static final List<String> CLASSES = List.of("cat", "red car", "vase");

    @TempDir
    Path zoo;

    @Test
    void aCardWithClassesMakesItAClassifierBesideAnEmbedder() throws IOException {
        bring("one {} here\n");
        try (Classifier clip = ModelZoo.open(zoo).loadClassifier("my-clip", "main");
                TensorFile vectors = TensorFile.open(DiffusersVectors.path("vectors/clip-tiny/clip.safetensors"))) {
            assertThat(clip.classes()).isEqualTo(CLASSES);
            assertThat(clip).isInstanceOf(Embedder.class).isInstanceOf(TextImageEmbedder.class);
            var shape = vectors.entry("preproc.image_uint8_hwc").shape();
            var from = new ImageShape(shape.get(1).intValue(), shape.get(0).intValue(), 3);
            byte[] picture = ImageFit.fit(vectors.bytes("preproc.image_uint8_hwc"), from, 1, clip.shape());
            float[] probabilities = clip.probabilities(picture, 1);
            assertThat(probabilities).hasSize(3);
            assertThat(probabilities[0] + probabilities[1] + probabilities[2]).isCloseTo(1, within(1e-5f));
            assertThat(probabilities).containsExactly(expected((TextImageEmbedder) clip, picture), within(1e-5f));
            assertThat(clip.classify(picture, 1).confidences()[0])
                    .isEqualTo(Math.max(probabilities[0], Math.max(probabilities[1], probabilities[2])));
        }
    }

    /** By the definition: softmax of the logits that the folder's own scale makes of the cosines. */
    private static float[] expected(TextImageEmbedder clip, byte[] picture) {
        float[] image = clip.embed(picture, 1)[0];
        float[][] texts = clip.embedTexts(
                CLASSES.stream().map(name -> "one " + name + " here").toList());
        double scale;
        try (TensorFile weights = TensorFile.open(Vectors.path("clip-tiny").resolve("model.safetensors"))) {
            scale = Math.exp(weights.floats("logit_scale")[0]);
        }
        double[] terms = Stream.of(texts)
                .mapToDouble(text -> Math.exp(scale
                        * IntStream.range(0, text.length)
                                .mapToDouble(i -> (double) text[i] * image[i])
                                .sum()))
                .toArray();
        double sum = terms[0] + terms[1] + terms[2];
        return new float[] {(float) (terms[0] / sum), (float) (terms[1] / sum), (float) (terms[2] / sum)};
    }

    @Test
    void aCaptionWithoutAPlaceForTheClassIsRefused() throws IOException {
        bring("a photo");
        assertThatThrownBy(() -> ModelZoo.open(zoo).loadClassifier("my-clip", "main"))
                .hasMessageContaining("caption.txt is 'a photo', it must have {}");
    }

    private void bring(String caption) throws IOException {
        Path folder = copy(Vectors.path("clip-tiny"), "my-clip/main");
        Files.writeString(folder.resolve(ClipClassifier.CAPTION_FILE), caption);
        Files.writeString(
                zoo.resolve("my-clip/model.json"),
                """
                {"id": "my-clip", "family": "clip", "classes": ["cat", "red car", "vase"], "revisions": ["main"]}""");
    }

    private Path copy(Path from, String name) throws IOException {
        Path to = Files.createDirectories(zoo.resolve(name));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }
}
