package io.vasari.scores.pixel;

import static io.vasari.scores.Vectors.assertClose;
import static io.vasari.scores.Vectors.named;
import static io.vasari.scores.Vectors.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.scores.Vectors;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelVectorsTest {
    private static final JsonNode FILE = Vectors.read("12_pixel.json");
    private static final double TOLERANCE = FILE.get("tolerance").asDouble();

    @ParameterizedTest
    @ValueSource(strings = {"same", "noise", "inverted"})
    void distancesAreReproduced(String name) {
        var a = GrayImage.of(16, 16, rows(FILE.get("input").get("A")).toArray());
        var inverted = GrayImage.of(
                16, 16, Arrays.stream(a.toArray()).map(v -> 255 - v).toArray());
        var b =
                switch (name) {
                    case "same" -> a;
                    case "noise" -> GrayImage.of(
                            16, 16, rows(FILE.get("input").get("B")).toArray());
                    default -> inverted;
                };
        var expected = named(FILE.get("cases"), name).get("expected");
        assertClose("mse", PixelError.meanSquared(a, b), expected.get("mse"), TOLERANCE);
        assertClose("psnr", PixelError.peakSignalToNoiseDecibels(a, b), expected.get("psnr"), TOLERANCE);
        assertClose("ssim", StructuralSimilarity.of(a, b), expected.get("ssim_gaussian_11_1_5_valid"), TOLERANCE);
        assertClose("global", StructuralSimilarity.global(a, b), expected.get("ssim_global"), TOLERANCE);
    }

    /** Values of the sRGB primaries in CIELAB under D65, as published to two places. */
    @ParameterizedTest
    @CsvSource({
        "255, 255, 255, 100.00, 0.00, 0.00",
        "0, 0, 0, 0.00, 0.00, 0.00",
        "255, 0, 0, 53.24, 80.09, 67.20",
        "0, 255, 0, 87.73, -86.18, 83.18",
        "0, 0, 255, 32.30, 79.19, -107.86",
        "128, 128, 128, 53.59, 0.00, 0.00"
    })
    void primariesAreWhereTheyShouldBe(double red, double green, double blue, double l, double a, double b) {
        var lab = Lab.ofSrgb(red, green, blue);
        assertThat(lab.l()).isCloseTo(l, within(0.006));
        assertThat(lab.a()).isCloseTo(a, within(0.006));
        assertThat(lab.b()).isCloseTo(b, within(0.006));
    }

    /** From the test set of Sharma, Wu and Dalal (2005), table 1. */
    @ParameterizedTest
    @CsvSource({
        "50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425",
        "50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615",
        "50, 2.8361, -74.0200, 50, 0, -82.7485, 3.4412",
        "50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000",
        "50, 0, 0, 50, -1, 2, 2.3669",
        "50, 2.4900, -0.0010, 50, -2.4900, 0.0009, 7.1792",
        "50, 2.4900, -0.0010, 50, -2.4900, 0.0011, 7.2195",
        "50, 2.5, 0, 50, 0, -2.5, 4.3065",
        "50, 2.5, 0, 73, 25, -18, 27.1492",
        "50, 2.5, 0, 58, 24, 15, 19.4535",
        "60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644",
        "22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373",
        "90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441",
        "2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082"
    })
    void ciede2000IsReproducedBothWays(
            double l1, double a1, double b1, double l2, double a2, double b2, double expected) {
        var one = new Lab(l1, a1, b1);
        var other = new Lab(l2, a2, b2);
        assertThat(one.distance2000(other)).isCloseTo(expected, within(5.1e-5));
        assertThat(other.distance2000(one)).isCloseTo(expected, within(5.1e-5));
    }

    @Test
    void colourSwapMovesTheColourAndHardlyTheStructure() {
        var green = square(20, 120, 40);
        var red = square(120, 20, 40);
        var distance = PixelDistance.of(green, red);
        assertThat(distance.colour()).isCloseTo(distance.meanColour(), within(1e-9));
        assertThat(distance.meanColour()).isGreaterThan(60);
        assertThat(PixelDistance.of(green, green)).isEqualTo(new PixelDistance(0, 0, 0, 0, 0));
    }

    private static RgbImage square(int red, int green, int blue) {
        var bytes = new byte[3 * 16 * 16];
        for (int i = 0; i < bytes.length; i += 3) {
            bytes[i] = (byte) red;
            bytes[i + 1] = (byte) green;
            bytes[i + 2] = (byte) blue;
        }
        return RgbImage.of(16, 16, bytes);
    }

    @Test
    void resizingKeepsTheMean() {
        var image = GrayImage.of(28, 28, ramp(28));
        for (var size : new int[][] {{32, 32}, {9, 8}, {28, 28}, {7, 56}}) {
            var resized = image.resized(size[0], size[1]);
            assertThat(resized.width()).isEqualTo(size[0]);
            assertThat(Arrays.stream(resized.toArray()).average().orElseThrow())
                    .isCloseTo(Arrays.stream(image.toArray()).average().orElseThrow(), within(1e-9));
        }
        assertThat(GrayImage.of(2, 2, 0, 4, 8, 12).resized(1, 2).toArray()).containsExactly(2, 10);
    }

    private static double[] ramp(int side) {
        var pixels = new double[side * side];
        Arrays.setAll(pixels, i -> i * 7 % 251);
        return pixels;
    }

    @Test
    void imagesOfDifferentSizesAreRefused() {
        var a = GrayImage.of(2, 1, 0, 1);
        var b = GrayImage.of(1, 2, 0, 1);
        assertThatThrownBy(() -> PixelError.meanSquared(a, b)).hasMessageContaining("2 x 1");
        assertThatThrownBy(() -> StructuralSimilarity.of(a, b)).hasMessageContaining("1 x 2");
        assertThatThrownBy(() -> GrayImage.of(2, 1, 0, Double.NaN)).hasMessageContaining("1, 0 is NaN");
        assertThatThrownBy(() -> RgbImage.of(2, 2, new byte[4])).hasMessageContaining("4 bytes");
    }
}
