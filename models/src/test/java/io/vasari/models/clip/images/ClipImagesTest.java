package io.vasari.models.clip.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vasari.models.DiffusersVectors;
import io.vasari.models.ModelLoadException;
import io.vasari.models.safetensors.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClipImagesTest {

    @TempDir
    Path folder;

    /** One picture shrinks and one grows; both to the bit. */
    @ParameterizedTest
    @ValueSource(strings = {"preproc", "preproc_small"})
    void picturesBecomeTheReferencesNumbers(String name) {
        ClipImages images = ClipImages.load(DiffusersVectors.path("clip-tiny/preprocessor_config.json"));
        try (TensorFile vectors = TensorFile.open(DiffusersVectors.path("vectors/clip-tiny/clip.safetensors"))) {
            var shape = vectors.entry(name + ".image_uint8_hwc").shape();
            RgbImage image = new RgbImage(
                    shape.get(1).intValue(), shape.get(0).intValue(), vectors.bytes(name + ".image_uint8_hwc"));
            PixelValues values = images.prepare(image);
            assertThat(values.width()).isEqualTo(32);
            assertThat(values.height()).isEqualTo(32);
            assertThat(values.values()).containsExactly(vectors.floats(name + ".pixel_values"));
        }
    }

    /** What lies in the window must not depend on how much of the rest is computed. */
    @ParameterizedTest
    @CsvSource({"7, 5, 20, 11", "40, 33, 9, 8", "12, 12, 12, 5", "12, 12, 5, 12", "6, 6, 6, 6"})
    void aWindowIsCutFromTheWholePicture(int width, int height, int toWidth, int toHeight) {
        RgbImage image = random(width, height);
        RgbImage whole = BicubicResize.resize(image, toWidth, toHeight, new Window(0, 0, toWidth, toHeight));
        Window window = new Window(2, 1, toWidth - 3, toHeight - 2);
        RgbImage part = BicubicResize.resize(image, toWidth, toHeight, window);
        for (int y = 0; y < window.height(); y++) {
            for (int x = 0; x < window.width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(part.level(x, y, channel)).isEqualTo(whole.level(x + 2, y + 1, channel));
                }
            }
        }
    }

    @Test
    void onePlainColourStaysThatColour() {
        byte[] rgb = new byte[3 * 50 * 31];
        Arrays.fill(rgb, (byte) 200);
        RgbImage resized = BicubicResize.resize(new RgbImage(50, 31, rgb), 13, 77, new Window(0, 0, 13, 77));
        assertThat(resized.rgb()).containsOnly((byte) 200);
    }

    @Test
    void olderConfigsGiveSizesAsNumbers() throws IOException {
        ClipImages images = config("{'size': 8, 'crop_size': 6, 'do_normalize': false}");
        PixelValues values = images.prepare(random(16, 32));
        assertThat(values.width()).isEqualTo(6);
        assertThat(values.height()).isEqualTo(6);
        assertThat(values.values()).hasSize(3 * 36);
        assertThat(config("{}").prepare(random(3, 4)).width()).isEqualTo(224);
    }

    @Test
    void blackSurroundsAPictureSmallerThanTheCrop() throws IOException {
        ClipImages images = config("{'do_resize': false, 'crop_size': {'width': 4, 'height': 3},"
                + " 'do_rescale': false, 'do_normalize': false}");
        byte[] rgb = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertThat(images.prepare(new RgbImage(1, 3, rgb)).values())
                .containsExactly(
                        0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 7, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0, 0, 8, 0, 0, 0, 3, 0, 0, 0, 6, 0,
                        0, 0, 9, 0);
    }

    @Test
    void exactSizesIgnoreProportions() throws IOException {
        ClipImages images =
                config("{'size': {'height': 5, 'width': 9}, 'do_center_crop': false, 'do_normalize': false}");
        PixelValues values = images.prepare(random(40, 3));
        assertThat(values.width()).isEqualTo(9);
        assertThat(values.height()).isEqualTo(5);
        for (float value : values.values()) {
            assertThat(value).isCloseTo(0.5f, within(0.5f));
        }
    }

    @Test
    void aRibbonIsNotBlownUpBeyondItsCrop() throws IOException {
        assertThat(config("{}").prepare(random(1, 16_384)).height()).isEqualTo(224);
        assertThatThrownBy(() -> config("{'do_center_crop': false}").prepare(random(16_384, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("would become 3670016 x 224");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'resample': 2} | has the resample 2",
                "{'size': {'shortest_edge': 0}} | has the size {\"shortest_edge\":0}",
                "{'size': {'height': 3}} | has the size",
                "{'crop_size': 'big'} | has the crop_size \"big\"",
                "{'image_mean': [1, 2]} | has the image_mean [1,2]",
                "{'image_std': [1, 2, 0]} | expected above 0",
                "[] | is not a JSON object",
            })
    void aBrokenConfigIsRefused(String json, String problem) {
        assertThatThrownBy(() -> config(json))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("preprocessor_config.json")
                .hasMessageContaining(problem);
    }

    private ClipImages config(String json) throws IOException {
        return ClipImages.load(Files.writeString(folder.resolve("preprocessor_config.json"), json.replace('\'', '"')));
    }

    private static RgbImage random(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        new Random(3).nextBytes(rgb);
        return new RgbImage(width, height, rgb);
    }
}
