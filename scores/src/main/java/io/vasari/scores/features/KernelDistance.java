package io.vasari.scores.features;

import io.vasari.scores.linear.InnerProducts;
import io.vasari.scores.linear.Rows;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Squared maximum mean discrepancy of two sets of features (Gretton et al. 2012). The unbiased estimate does not depend on the
 * number of samples; between samples of one distribution it is negative half of the time, and is never clamped.
 *
 * @param value in units of the kernel
 * @param standardError of the value; empty where there are too few samples for one
 */
public record KernelDistance(double value, OptionalDouble standardError) {
    private static final double CMMD_SIGMA = 10;
    private static final double CMMD_SCALE = 1000;

    /**
     * The unbiased estimate from all pairs, with the jackknife's standard error (Efron and Stein 1981) over both sets. With
     * {@link Kernel#polynomial} this is the kernel inception distance.
     *
     * @param x at least two rows; three for a standard error
     * @param y the same; their number may differ
     */
    public static KernelDistance unbiased(Rows x, Rows y, Kernel kernel) {
        requireRows(x, y, 2);
        var between = between(x, y, kernel);
        return unbiased(KernelSums.within(x, kernel), KernelSums.within(y, kernel), between.byX(), between.byY());
    }

    static KernelDistance unbiased(KernelSums x, KernelSums y, double[] byX, double[] byY) {
        double m = x.n();
        double n = y.n();
        double withinX = x.totalOffDiagonal();
        double withinY = y.totalOffDiagonal();
        double across = DoubleStream.of(byX).sum();
        double meanX = withinX / (m * (m - 1));
        double meanY = withinY / (n * (n - 1));
        double value = meanX + meanY - 2 * across / (m * n);
        if (m < 3 || n < 3) {
            return new KernelDistance(value, OptionalDouble.empty());
        }
        var withoutX = new double[x.n()];
        for (int i = 0; i < withoutX.length; i++) {
            withoutX[i] = (withinX - 2 * x.offDiagonal()[i]) / ((m - 1) * (m - 2))
                    + meanY
                    - 2 * (across - byX[i]) / ((m - 1) * n);
        }
        var withoutY = new double[y.n()];
        for (int j = 0; j < withoutY.length; j++) {
            withoutY[j] = meanX
                    + (withinY - 2 * y.offDiagonal()[j]) / ((n - 1) * (n - 2))
                    - 2 * (across - byY[j]) / (m * (n - 1));
        }
        double variance = jackknifeVariance(withoutX) + jackknifeVariance(withoutY);
        return new KernelDistance(value, OptionalDouble.of(Math.sqrt(variance)));
    }

    private static double jackknifeVariance(double[] without) {
        return squaredDeviations(without) * (without.length - 1) / without.length;
    }

    private static double squaredDeviations(double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        return DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();
    }

    /** The biased estimate, diagonals included: at least 0, and the larger the fewer the samples. At least one row each. */
    public static double biased(Rows x, Rows y, Kernel kernel) {
        requireRows(x, y, 1);
        double m = x.count();
        double n = y.count();
        double across = DoubleStream.of(between(x, y, kernel).byX()).sum();
        return KernelSums.within(x, kernel).total() / (m * m)
                + KernelSums.within(y, kernel).total() / (n * n)
                - 2 * across / (m * n);
    }

    /**
     * CMMD: 1000 times the biased estimate between features of unit length with a Gaussian kernel of sigma 10 (Jayasumana et
     * al. 2024). Rows are scaled to unit length here.
     */
    public static double cmmd(Rows x, Rows y) {
        return CMMD_SCALE * biased(x.normalized(), y.normalized(), Kernel.gaussian(CMMD_SIGMA));
    }

    /** Unbiased estimates of successive blocks: rows 0 to block - 1 of both sets, then the next; what is left over is unused. */
    public static double[] blocks(Rows x, Rows y, int block, Kernel kernel) {
        if (block < 2) {
            throw new IllegalArgumentException("a block has " + block + " rows, it must have at least 2");
        }
        requireRows(x, y, block);
        var values = new double[Math.min(x.count(), y.count()) / block];
        Arrays.setAll(
                values, b -> unbiased(x.slice(b * block, (b + 1) * block), y.slice(b * block, (b + 1) * block), kernel)
                        .value());
        return values;
    }

    /**
     * Mean of the blocks' estimates, with its standard error: their standard deviation (n - 1) over the root of their number.
     * Rows must be in random order, as a reservoir's are.
     */
    public static KernelDistance ofBlocks(Rows x, Rows y, int block, Kernel kernel) {
        var values = blocks(x, y, block, kernel);
        double mean = DoubleStream.of(values).average().orElseThrow();
        int count = values.length;
        return new KernelDistance(
                mean,
                count < 2
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Math.sqrt(squaredDeviations(values) / (count - 1) / count)));
    }

    private static KernelSums.Between between(Rows x, Rows y, Kernel kernel) {
        var between = new KernelSums.Between(x, y, kernel);
        InnerProducts.sweep(x, y, between);
        return between;
    }

    private static void requireRows(Rows x, Rows y, int least) {
        x.requireDimension(y.dimension());
        if (x.count() < least || y.count() < least) {
            throw new IllegalArgumentException("there are " + x.count() + " and " + y.count()
                    + " samples, it takes at least " + least + " of each");
        }
    }
}
