package io.vasari.models.noise;

/**
 * Standard normal numbers as a pure function of a seed and an index.
 *
 * <p>The seed is the {@link Philox4x32} key; the counter holds the index (64 bits), the number of the
 * draw and that of the pair. Each block
 * gives two uniforms of 53 bits, and these one pair of normals by the transform of G. E. P. Box and M. E. Muller, "A note
 * on the generation of random normal deviates", 1958. {@link StrictMath} makes the bits equal on every machine.
 */
public final class SampleNoise {

    private static final double UNIT_53 = 0x1.0p-53;

    private SampleNoise() {}

    /**
     * Fills {@code out[offset .. offset + length)} with the first {@code length} normals of {@code (seed, index)}.
     *
     * @param seed any value
     * @param index any value; neighbours are independent
     * @throws IndexOutOfBoundsException if the range does not lie in the array
     */
    public static void fill(long seed, long index, float[] out, int offset, int length) {
        fill(seed, index, 0, out, offset, length);
    }

    /**
     * As {@link #fill(long, long, float[], int, int)}, which is draw 0, for samples that need noise more than once.
     *
     * @param draw any value; each is independent of the others
     */
    public static void fill(long seed, long index, int draw, float[] out, int offset, int length) {
        java.util.Objects.checkFromIndexSize(offset, length, out.length);
        int[] words = new int[Philox4x32.WORDS];
        for (int i = 0; i < length; i += 2) {
            words[0] = i >>> 1;
            words[1] = draw;
            words[2] = (int) index;
            words[3] = (int) (index >>> 32);
            Philox4x32.encrypt(words, (int) seed, (int) (seed >>> 32));
            double radius = StrictMath.sqrt(-2.0 * StrictMath.log(openUniform(words[0], words[1])));
            double angle = 2.0 * StrictMath.PI * openUniform(words[2], words[3]);
            out[offset + i] = (float) (radius * StrictMath.cos(angle));
            if (i + 1 < length) {
                out[offset + i + 1] = (float) (radius * StrictMath.sin(angle));
            }
        }
    }

    /** A multiple of 2^-53 in (0, 1], so that its logarithm is finite. */
    private static double openUniform(int high, int low) {
        long bits = ((high & 0xFFFFFFFFL) << 21) ^ ((low & 0xFFFFFFFFL) >>> 11);
        return (bits + 1) * UNIT_53;
    }
}
