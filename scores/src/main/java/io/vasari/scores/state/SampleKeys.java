package io.vasari.scores.state;

import java.nio.charset.StandardCharsets;

/** Evenly spread 64-bit keys of sample ids: they, and nothing else, decide which samples a bounded state keeps. */
public final class SampleKeys {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /**
     * @param seed the same wherever states are to be merged; another seed picks other samples
     * @param sampleId unique per sample, the same at every delivery
     */
    public static long of(long seed, String sampleId) {
        long hash = mix(seed);
        for (byte b : sampleId.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash + GOLDEN + (b & 0xFF));
        }
        return hash;
    }

    /** A one-to-one mixing of all bits (the finalizer of SplitMix64; Steele, Lea and Flood 2014). */
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private SampleKeys() {}
}
