package io.vasari.scores.duplicates;

/**
 * Samples whose perceptual hashes are close.
 *
 * @param n how many samples there are
 * @param withTwin how many of them have a close one among the others
 * @param pairs how many pairs are close
 */
public record NearDuplicates(int n, int withTwin, long pairs) {
    /** Bits that the hashes of images that look alike differ in at most. */
    public static final int MAX_BITS = 4;

    /**
     * All pairs are compared.
     *
     * @param hashes one per sample, of one kind
     * @param maxBits most bits that close hashes differ in, 0 to 64
     */
    public static NearDuplicates of(long[] hashes, int maxBits) {
        if (maxBits < 0 || maxBits > Long.SIZE) {
            throw new IllegalArgumentException("maxBits is " + maxBits + ", it must be between 0 and 64");
        }
        var hasTwin = new boolean[hashes.length];
        long pairs = 0;
        for (int i = 0; i < hashes.length; i++) {
            for (int j = i + 1; j < hashes.length; j++) {
                if (PerceptualHash.distance(hashes[i], hashes[j]) <= maxBits) {
                    pairs++;
                    hasTwin[i] = true;
                    hasTwin[j] = true;
                }
            }
        }
        int withTwin = 0;
        for (boolean has : hasTwin) {
            withTwin += has ? 1 : 0;
        }
        return new NearDuplicates(hashes.length, withTwin, pairs);
    }

    public static NearDuplicates of(long[] hashes) {
        return of(hashes, MAX_BITS);
    }

    /** Share of the samples that have a twin, 0 to 1; it grows with n: compare it at one n. 0 without samples. */
    public double ratio() {
        return n == 0 ? 0 : (double) withTwin / n;
    }

    /** Share of the pairs that are close, 0 to 1, whatever n is; 0 with fewer than two samples. */
    public double pairRatio() {
        return n < 2 ? 0 : pairs / (0.5 * n * (n - 1));
    }

    /** How many different images that makes. At least two samples. */
    public BirthdayEstimate support() {
        return BirthdayEstimate.of(n, pairs);
    }
}
