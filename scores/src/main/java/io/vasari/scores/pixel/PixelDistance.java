package io.vasari.scores.pixel;

import java.util.function.ToDoubleBiFunction;

/**
 * How far two images of one size are apart, pixel by pixel.
 *
 * @param structure 1 - SSIM of the luma, 0 to 2
 * @param meanSquaredError of the luma, 0 to 255^2
 * @param colour mean CIE76 distance of the pixels, at least 0, 100 from all black to all white
 * @param colour2000 mean CIEDE2000 distance of the pixels, at least 0
 * @param meanColour CIE76 distance of the images' mean colours in CIELAB: it sees a change of hue, and no change of shape
 */
public record PixelDistance(
        double structure, double meanSquaredError, double colour, double colour2000, double meanColour) {
    public static PixelDistance of(RgbImage a, RgbImage b) {
        a.requireSize(b);
        var grayA = a.gray();
        var grayB = b.gray();
        return new PixelDistance(
                1 - StructuralSimilarity.of(grayA, grayB),
                PixelError.meanSquared(grayA, grayB),
                meanOf(a, b, Lab::distance76),
                meanOf(a, b, Lab::distance2000),
                mean(a).distance76(mean(b)));
    }

    private static double meanOf(RgbImage a, RgbImage b, ToDoubleBiFunction<Lab, Lab> distance) {
        double sum = 0;
        for (int i = 0; i < a.pixels(); i++) {
            sum += distance.applyAsDouble(a.lab(i), b.lab(i));
        }
        return sum / a.pixels();
    }

    private static Lab mean(RgbImage image) {
        double l = 0;
        double a = 0;
        double b = 0;
        int n = image.pixels();
        for (int i = 0; i < n; i++) {
            var lab = image.lab(i);
            l += lab.l();
            a += lab.a();
            b += lab.b();
        }
        return new Lab(l / n, a / n, b / n);
    }
}
