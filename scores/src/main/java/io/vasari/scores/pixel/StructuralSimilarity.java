package io.vasari.scores.pixel;

/**
 * SSIM (Wang et al. 2004), -1 to 1, 1 for equal images: likeness of brightness, contrast and structure, with
 * C1 = (0.01 * 255)^2, C2 = (0.03 * 255)^2 and variances of the population.
 */
public final class StructuralSimilarity {
    /** Pixels of the window's side. */
    public static final int WINDOW = 11;

    private static final double SIGMA = 1.5;
    private static final double C1 = 0.01 * 255 * 0.01 * 255;
    private static final double C2 = 0.03 * 255 * 0.03 * 255;

    /** Mean over all places of a Gaussian window that lies within the images; the whole image where one side is too short. */
    public static double of(GrayImage a, GrayImage b) {
        a.requireSize(b);
        if (a.width() < WINDOW || a.height() < WINDOW) {
            return global(a, b);
        }
        var weights = gaussian();
        var meanA = filtered(a, a, weights, false);
        var meanB = filtered(b, b, weights, false);
        var aa = filtered(a, a, weights, true);
        var bb = filtered(b, b, weights, true);
        var ab = filtered(a, b, weights, true);
        double sum = 0;
        for (int i = 0; i < ab.length; i++) {
            sum += similarity(
                    meanA[i],
                    meanB[i],
                    aa[i] - meanA[i] * meanA[i],
                    bb[i] - meanB[i] * meanB[i],
                    ab[i] - meanA[i] * meanB[i]);
        }
        return sum / ab.length;
    }

    /** With one window, the whole image, all pixels alike. */
    public static double global(GrayImage a, GrayImage b) {
        a.requireSize(b);
        var p = a.toArray();
        var q = b.toArray();
        double meanA = mean(p);
        double meanB = mean(q);
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = 0; i < p.length; i++) {
            aa += (p[i] - meanA) * (p[i] - meanA);
            bb += (q[i] - meanB) * (q[i] - meanB);
            ab += (p[i] - meanA) * (q[i] - meanB);
        }
        return similarity(meanA, meanB, aa / p.length, bb / p.length, ab / p.length);
    }

    private static double similarity(double meanA, double meanB, double aa, double bb, double ab) {
        return (2 * meanA * meanB + C1) * (2 * ab + C2) / ((meanA * meanA + meanB * meanB + C1) * (aa + bb + C2));
    }

    private static double mean(double[] pixels) {
        double sum = 0;
        for (double pixel : pixels) {
            sum += pixel;
        }
        return sum / pixels.length;
    }

    private static double[] gaussian() {
        var weights = new double[WINDOW];
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            double x = (i - WINDOW / 2) / SIGMA;
            weights[i] = Math.exp(-x * x / 2);
            sum += weights[i];
        }
        for (int i = 0; i < WINDOW; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** Weighted means of a, or of the product of a and b, around every place where the window fits. */
    private static double[] filtered(GrayImage a, GrayImage b, double[] weights, boolean product) {
        int width = a.width() - WINDOW + 1;
        int height = a.height() - WINDOW + 1;
        var across = new double[width * a.height()];
        for (int y = 0; y < a.height(); y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int i = 0; i < WINDOW; i++) {
                    sum += weights[i] * (product ? a.get(x + i, y) * b.get(x + i, y) : a.get(x + i, y));
                }
                across[y * width + x] = sum;
            }
        }
        var result = new double[width * height];
        for (int i = 0; i < result.length; i++) {
            for (int j = 0; j < WINDOW; j++) {
                result[i] += weights[j] * across[i + j * width];
            }
        }
        return result;
    }

    private StructuralSimilarity() {}
}
