package io.vasari.models.clip.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vasari.models.DiffusersVectors;
import io.vasari.models.Embedder;
import io.vasari.models.ImageShape;
import io.vasari.models.ModelLoadException;
import io.vasari.models.ModelZoo;
import io.vasari.models.TextImageEmbedder;
import io.vasari.models.safetensors.TensorFile;
import io.vasari.models.vectors.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipEmbedderTest {

    private static final Path ZOO =
            Path.of(System.getProperty("vasari.root", "..")).resolve("zoo");

    @TempDir
    Path folder;

    /** The reference's picture through preprocessing, tower and projection. */
    @Test
    void aFolderOfTransformersEmbedsAsTheReferenceDoes() {
        try (ClipEmbedder embedder = ClipEmbedder.load("tiny", Vectors.path("clip-tiny"));
                TensorFile vectors = TensorFile.open(DiffusersVectors.path("vectors/clip-tiny/clip.safetensors"))) {
            var shape = vectors.entry("preproc.image_uint8_hwc").shape();
            var from = new ImageShape(shape.get(1).intValue(), shape.get(0).intValue(), 3);
            float[] features = embedder.embed(vectors.bytes("preproc.image_uint8_hwc"), from, 1)[0];
            assertThat(features).hasSize(embedder.dimension());
            float[] expected = unit(vectors.floats("preproc.image_features"));
            for (int i = 0; i < features.length; i++) {
                assertThat(features[i]).isCloseTo(expected[i], within(5e-6f));
            }
        }
    }

    @Test
    void vasesAreEmbeddedAloneAsAmongOthers() {
        try (Embedder embedder = ModelZoo.open(ZOO).loadEmbedder("vase-clip", "v1")) {
            assertThat(embedder.shape()).isEqualTo(new ImageShape(32, 32, 3));
            assertThat(embedder.dimension()).isEqualTo(64);
            assertThat(embedder.feature()).isEqualTo("vase-clip");
            int bytes = embedder.shape().bytes();
            byte[] pixels = new byte[20 * bytes];
            new Random(1).nextBytes(pixels);
            float[][] all = embedder.embed(pixels, 20);
            for (int image : new int[] {0, 15, 16, 19}) {
                byte[] alone = Arrays.copyOfRange(pixels, image * bytes, (image + 1) * bytes);
                assertThat(embedder.embed(alone, 1)[0]).containsExactly(all[image]);
                assertThat(dot(all[image], all[image])).isCloseTo(1, within(1e-5));
            }
            assertThat(embedder.embed(new byte[0], 0)).isEmpty();
            assertThatThrownBy(() -> embedder.embed(new byte[bytes], 2))
                    .hasMessageContaining("3072 bytes for 2 images of 32x32x3");
        }
    }

    @Test
    void textsAreEmbeddedAloneAsAmongOthers() {
        try (var embedder = (TextImageEmbedder) ModelZoo.open(ZOO).loadEmbedder("vase-clip", "v1")) {
            List<String> texts = List.of("ornate green vase", "ornate red vase", "green ornate vase");
            float[][] all = embedder.embedTexts(texts);
            assertThat(embedder.embedTexts(texts.subList(1, 2))[0]).containsExactly(all[1]);
            assertThat(dot(all[0], all[2])).isGreaterThan(dot(all[0], all[1]));
            assertThat(dot(all[0], all[0])).isCloseTo(1, within(1e-5));
            assertThat(embedder.embedTexts(List.of())).isEmpty();
            assertThat(embedder.embedTexts(List.of("vase ".repeat(50)))[0]).hasSize(64);
        }
    }

    @Test
    void aClassifierWithoutFeaturesIsNoEmbedder() {
        assertThatThrownBy(() -> ModelZoo.open(ZOO).loadEmbedder("vase-attributes", "v1"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("vase-attributes is no Embedder");
    }

    @Test
    void aPreprocessorForAnotherSizeIsRefused() throws IOException {
        Path clip = ZOO.resolve("vase-clip/v1");
        for (String file : List.of("config.json", "vocab.json", "merges.txt", "tokenizer_config.json")) {
            Files.copy(clip.resolve(file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("preprocessor_config.json"), "{\"size\": 32, \"crop_size\": 24}");
        assertThatThrownBy(() -> ClipEmbedder.load("x", folder))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("makes images of 24x24 pixels, but the model reads 32x32");
    }

    private static float[] unit(float[] values) {
        float[] unit = values.clone();
        double length = Math.sqrt(dot(values, values));
        for (int i = 0; i < unit.length; i++) {
            unit[i] /= (float) length;
        }
        return unit;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
