package io.vasari.models.sampler.tables;

import io.vasari.models.sampler.SamplerConfig;

/** How much noise a sample has at each training timestep, for samplers that preserve the variance. Immutable. */
public final class NoiseSchedule {

    /** Stands for a terminal product of zero where samplers divide by it. */
    private static final float ALMOST_ZERO = 0x1p-24f;

    private final float[] betas;
    private final float[] alphasCumprod;

    private NoiseSchedule(float[] betas, float[] alphasCumprod) {
        this.betas = betas;
        this.alphasCumprod = alphasCumprod;
    }

    /**
     * Reads a configuration.
     *
     * @param schedules the names under {@code beta_schedule} that the sampler knows
     */
    public static NoiseSchedule of(SamplerConfig config, String... schedules) {
        int steps = config.integer("num_train_timesteps");
        if (steps < 2) {
            throw config.refused("num_train_timesteps", "2 or more");
        }
        float[] betas = Betas.of(config, steps, schedules);
        return new NoiseSchedule(betas, Betas.cumulativeAlphas(betas));
    }

    /** As {@link #of}, with a terminal product that is never zero, so that every sigma is finite. */
    public static NoiseSchedule withFiniteSigmas(SamplerConfig config, String... schedules) {
        NoiseSchedule schedule = of(config, schedules);
        if (config.flag("rescale_betas_zero_snr")) {
            schedule.alphasCumprod[schedule.steps() - 1] = ALMOST_ZERO;
        }
        return schedule;
    }

    /** Training timesteps; they are counted from 0. */
    public int steps() {
        return betas.length;
    }

    public float beta(int timestep) {
        return betas[timestep];
    }

    /** The product of {@code 1 - beta} up to and with a timestep. */
    public float alphaCumprod(int timestep) {
        return alphasCumprod[timestep];
    }

    /** The weight of the clean sample at a timestep. */
    public double signal(int timestep) {
        return Math.sqrt(alphasCumprod[timestep]);
    }

    /** The weight of the noise at a timestep. */
    public double deviation(int timestep) {
        return Math.sqrt(1 - alphasCumprod[timestep]);
    }

    /** The ratio of noise to signal at a timestep, in float32. */
    float sigma(int timestep) {
        return (float) Math.sqrt((1 - alphasCumprod[timestep]) / alphasCumprod[timestep]);
    }

    /** The noisy sample that a model is trained on. */
    public float[] addNoise(float[] clean, float[] noise, int timestep) {
        return Blend.of(signal(timestep), clean, deviation(timestep), noise);
    }

    /** What a model with {@code v_prediction} is trained to say of the noisy sample (Salimans and Ho 2022). */
    public float[] velocity(float[] clean, float[] noise, int timestep) {
        return Blend.of(signal(timestep), noise, -deviation(timestep), clean);
    }

    /**
     * Checks timesteps that are about to become indexes.
     *
     * @throws IllegalArgumentException if one lies outside of the training timesteps, or if the model would have to find
     *     the sample by its noise where there is nothing but noise
     */
    public int[] requireUsable(int[] timesteps, Prediction prediction) {
        for (int timestep : timesteps) {
            if (timestep < 0 || timestep >= steps()) {
                throw new IllegalArgumentException(timesteps.length + " steps ask for timestep " + timestep + " of "
                        + steps() + "; take fewer steps or a smaller steps_offset");
            }
            if (prediction == Prediction.EPSILON && alphasCumprod[timestep] == 0) {
                throw new IllegalArgumentException(
                        "timestep " + timestep + " is pure noise under rescale_betas_zero_snr,"
                                + " where prediction_type epsilon says nothing; v_prediction and sample do");
            }
        }
        return timesteps;
    }
}
