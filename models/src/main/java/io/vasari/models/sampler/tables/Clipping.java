package io.vasari.models.sampler.tables;

import io.vasari.models.sampler.SamplerConfig;
import java.util.Arrays;

/**
 * Keeps predictions of the clean sample in range.
 *
 * @param threshold dynamic thresholding (C. Saharia et al., "Imagen", 2022); goes before clipping
 * @param ratio of the numbers that thresholding leaves alone
 * @param maxValue that thresholding ever scales down from
 * @param clip to a fixed range
 * @param range of that, on both sides of zero
 */
public record Clipping(boolean threshold, double ratio, double maxValue, boolean clip, double range) {

    /** Reads whichever of the keys the sampler has. */
    public static Clipping of(SamplerConfig config) {
        return new Clipping(
                config.flag("thresholding"),
                config.optionalNumber("dynamic_thresholding_ratio").orElse(1.0),
                config.optionalNumber("sample_max_value").orElse(1.0),
                config.flag("clip_sample"),
                config.optionalNumber("clip_sample_range").orElse(1.0));
    }

    /** The sample in range; the same array where there is nothing to do. */
    public float[] apply(float[] original) {
        if (threshold) {
            double scale = Math.min(Math.max(quantile(original), 1), maxValue);
            return clamped(original, scale, scale);
        }
        return clip ? clamped(original, range, 1) : original;
    }

    private static float[] clamped(float[] values, double limit, double divisor) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (Math.min(Math.max(values[i], -limit), limit) / divisor);
        }
        return result;
    }

    /** The quantile of the magnitudes, linear between neighbours. */
    private double quantile(float[] values) {
        float[] sorted = new float[values.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = Math.abs(values[i]);
        }
        Arrays.sort(sorted);
        double rank = ratio * (sorted.length - 1);
        int low = (int) rank;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (rank - low) * (sorted[high] - sorted[low]);
    }
}
