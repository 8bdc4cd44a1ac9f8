package io.vasari.scores.pixel;

/** Differences pixel by pixel. */
public final class PixelError {
    private static final double PEAK = 255;

    /** Mean squared difference, 0 to 255^2. */
    public static double meanSquared(GrayImage a, GrayImage b) {
        a.requireSize(b);
        double sum = 0;
        for (int y = 0; y < a.height(); y++) {
            for (int x = 0; x < a.width(); x++) {
                double difference = a.get(x, y) - b.get(x, y);
                sum += difference * difference;
            }
        }
        return sum / a.width() / a.height();
    }

    /** Peak signal to noise, 10 log10(255^2 / mean squared difference), in decibels; infinite for equal images. */
    public static double peakSignalToNoiseDecibels(GrayImage a, GrayImage b) {
        return 10 * Math.log10(PEAK * PEAK / meanSquared(a, b));
    }

    private PixelError() {}
}
