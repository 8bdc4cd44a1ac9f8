package io.vasari.models.sampler.tables;

import io.vasari.models.sampler.SamplerConfig;
import java.util.Arrays;

/** What a model's output is, for a noisy sample {@code signal * clean + deviation * noise}. */
public enum Prediction {
    /** The noise. */
    EPSILON("epsilon"),
    /** {@code signal * noise - deviation * clean} (T. Salimans and J. Ho 2022). */
    VELOCITY("v_prediction"),
    /** The clean sample. */
    SAMPLE("sample"),
    /** {@code noise - clean}; signal and deviation add up to 1. */
    FLOW("flow_prediction");

    private final String key;

    Prediction(String key) {
        this.key = key;
    }

    /** Reads {@code prediction_type}; anything but the given ones is refused. */
    public static Prediction of(SamplerConfig config, Prediction... supported) {
        String[] keys = Arrays.stream(supported).map(each -> each.key).toArray(String[]::new);
        String chosen = config.choice("prediction_type", keys);
        return Arrays.stream(supported)
                .filter(each -> each.key.equals(chosen))
                .findFirst()
                .orElseThrow();
    }

    /** The clean sample that the output implies. */
    public float[] original(double signal, double deviation, float[] latents, float[] output) {
        return switch (this) {
            case EPSILON -> Blend.of(1 / signal, latents, -deviation / signal, output);
            case VELOCITY -> Blend.of(signal, latents, -deviation, output);
            case SAMPLE -> output;
            case FLOW -> Blend.of(1, latents, -deviation, output);
        };
    }

    /** The noise that the output implies. */
    public float[] noise(double signal, double deviation, float[] latents, float[] output) {
        return switch (this) {
            case EPSILON -> output;
            case VELOCITY -> Blend.of(signal, output, deviation, latents);
            case SAMPLE -> Blend.of(1 / deviation, latents, -signal / deviation, output);
            case FLOW -> Blend.of(1, latents, signal, output);
        };
    }
}
