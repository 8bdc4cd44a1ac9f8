package io.vasari.models.clip.images;

/**
 * Bicubic resampling of 8-bit pictures with the numbers of the Python Imaging Library: Keys' kernel with a = -0.5, stretched
 * when a side shrinks; weights in fixed point; across first, then down, each pass rounded to 8 bits. A side that keeps its
 * size is not resampled.
 */
final class BicubicResize {

    private static final double RADIUS = 2;

    /** 32 bits less 8 of a level and 2 for sums beyond the range. */
    private static final int FRACTION_BITS = 22;

    private BicubicResize() {}

    /**
     * The part of the resized picture that lies in a window, without computing the rest.
     *
     * @param width of the whole resized picture
     * @param height of the whole resized picture
     * @param window inside the resized picture
     */
    static RgbImage resize(RgbImage image, int width, int height, Window window) {
        RgbImage across = image.width() == width
                ? columns(image, window.left(), window.width())
                : pass(image, weights(image.width(), width, window.left(), window.width()), true);
        return across.height() == height
                ? rows(across, window.top(), window.height())
                : pass(across, weights(across.height(), height, window.top(), window.height()), false);
    }

    /** What an output pixel takes: input pixels from {@code first} on, times the fixed-point factors. */
    private record Weights(int first, int[] factors) {}

    private static Weights[] weights(int from, int to, int first, int count) {
        double scale = (double) from / to;
        double stretch = Math.max(scale, 1);
        double radius = RADIUS * stretch;
        Weights[] weights = new Weights[count];
        for (int i = 0; i < count; i++) {
            double centre = (first + i + 0.5) * scale;
            int begin = Math.max((int) (centre - radius + 0.5), 0);
            int end = Math.min((int) (centre + radius + 0.5), from);
            double[] factors = new double[end - begin];
            double sum = 0;
            for (int j = 0; j < factors.length; j++) {
                factors[j] = kernel((j + begin - centre + 0.5) * (1 / stretch));
                sum += factors[j];
            }
            weights[i] = new Weights(begin, fixedPoint(factors, sum));
        }
        return weights;
    }

    private static int[] fixedPoint(double[] factors, double sum) {
        int[] fixed = new int[factors.length];
        for (int i = 0; i < fixed.length; i++) {
            double share = (sum == 0 ? factors[i] : factors[i] / sum) * (1 << FRACTION_BITS);
            fixed[i] = (int) (share < 0 ? share - 0.5 : share + 0.5);
        }
        return fixed;
    }

    /** Keys, "Cubic Convolution Interpolation for Digital Image Processing", equation 4 with a = -1/2. */
    private static double kernel(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
    }

    private static RgbImage pass(RgbImage image, Weights[] weights, boolean across) {
        int width = across ? weights.length : image.width();
        int height = across ? image.height() : weights.length;
        byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), RgbImage.CHANNELS)];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Weights taken = weights[across ? x : y];
                for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                    int sum = 1 << (FRACTION_BITS - 1);
                    for (int j = 0; j < taken.factors().length; j++) {
                        int level = across
                                ? image.level(taken.first() + j, y, channel)
                                : image.level(x, taken.first() + j, channel);
                        sum += level * taken.factors()[j];
                    }
                    rgb[at++] = (byte) Math.max(0, Math.min(255, sum >> FRACTION_BITS));
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }

    private static RgbImage columns(RgbImage image, int left, int width) {
        byte[] rgb = new byte[width * image.height() * RgbImage.CHANNELS];
        int rowBytes = width * RgbImage.CHANNELS;
        for (int y = 0; y < image.height(); y++) {
            System.arraycopy(image.rgb(), (y * image.width() + left) * RgbImage.CHANNELS, rgb, y * rowBytes, rowBytes);
        }
        return new RgbImage(width, image.height(), rgb);
    }

    private static RgbImage rows(RgbImage image, int top, int height) {
        int rowBytes = image.width() * RgbImage.CHANNELS;
        byte[] rgb = new byte[height * rowBytes];
        System.arraycopy(image.rgb(), top * rowBytes, rgb, 0, rgb.length);
        return new RgbImage(image.width(), height, rgb);
    }
}
