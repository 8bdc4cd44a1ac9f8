package io.vasari.scores.duplicates;

import io.vasari.scores.pixel.GrayImage;
import java.util.Arrays;

/** 64 bits that change little when an image does: images that look alike differ in few of them. */
public final class PerceptualHash {
    private static final int SIDE = 32;
    private static final int LOW = 8;

    /** By frequency and place. */
    private static final double[][] COSINES = cosines();

    private static double[][] cosines() {
        var cosines = new double[LOW][SIDE];
        for (int k = 0; k < LOW; k++) {
            for (int i = 0; i < SIDE; i++) {
                cosines[k][i] = 2 * Math.cos(Math.PI * k * (2 * i + 1) / (2.0 * SIDE));
            }
        }
        return cosines;
    }

    /**
     * pHash: the 8 x 8 lowest coefficients of the cosine transform of the image at 32 x 32, the first one included; a bit is
     * set where the coefficient is above the median of the 64. Row after row, highest bit first.
     */
    public static long ofCosines(GrayImage image) {
        var coefficients = lowFrequencies(image.resized(SIDE, SIDE));
        var ascending = coefficients.clone();
        Arrays.sort(ascending);
        double median = (ascending[LOW * LOW / 2 - 1] + ascending[LOW * LOW / 2]) / 2;
        long hash = 0;
        for (double coefficient : coefficients) {
            hash = hash << 1 | (coefficient > median ? 1 : 0);
        }
        return hash;
    }

    /**
     * dHash: of the image at 9 x 8, a bit is set where a pixel is brighter than its left neighbour. Row after row, highest
     * bit first.
     */
    public static long ofDifferences(GrayImage image) {
        var small = image.resized(LOW + 1, LOW);
        long hash = 0;
        for (int y = 0; y < LOW; y++) {
            for (int x = 0; x < LOW; x++) {
                hash = hash << 1 | (small.get(x + 1, y) > small.get(x, y) ? 1 : 0);
            }
        }
        return hash;
    }

    /** In how many bits two hashes differ, 0 to 64. */
    public static int distance(long a, long b) {
        return Long.bitCount(a ^ b);
    }

    /**
     * DCT-II over both axes, 2 sum x cos(pi k (2i+1) / 2N) without normalization, of the lowest 8 frequencies; row after row,
     * the vertical frequency by row.
     *
     * @param image 32 x 32
     */
    static double[] lowFrequencies(GrayImage image) {
        var across = new double[SIDE][LOW];
        for (int y = 0; y < SIDE; y++) {
            for (int k = 0; k < LOW; k++) {
                for (int x = 0; x < SIDE; x++) {
                    across[y][k] += image.get(x, y) * COSINES[k][x];
                }
            }
        }
        var coefficients = new double[LOW * LOW];
        for (int k = 0; k < LOW; k++) {
            for (int l = 0; l < LOW; l++) {
                for (int y = 0; y < SIDE; y++) {
                    coefficients[k * LOW + l] += across[y][l] * COSINES[k][y];
                }
            }
        }
        return coefficients;
    }

    private PerceptualHash() {}
}
