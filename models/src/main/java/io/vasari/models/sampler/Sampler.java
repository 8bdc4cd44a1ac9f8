package io.vasari.models.sampler;

import java.util.Arrays;

/** One way from noise to a sample, for one configuration. Immutable and thread-safe. */
public abstract class Sampler {

    /**
     * The timesteps for a number of steps.
     *
     * @throws IllegalArgumentException naming the steps and the limit, if the configuration has no such schedule
     */
    public abstract Schedule schedule(int steps);

    /** A stepper without a past. */
    protected abstract Stepper stepper(Schedule schedule, StepOptions options);

    /** The clean sample at the noise level of a call. */
    protected abstract float[] addNoise(Schedule schedule, int index, float[] clean, float[] noise);

    /** What the model is shown instead of the sample; by default the sample itself. */
    protected float[] modelInput(Schedule schedule, int index, float[] latents) {
        return latents;
    }

    /** Whether the model says twice as much as there are latents: the second half is about the variance. */
    protected boolean predictsVariance() {
        return false;
    }

    /**
     * Starts from noise.
     *
     * @param noise standard normal; it is not kept
     */
    public final Trajectory start(Schedule schedule, float[] noise, StepOptions options) {
        float[] latents = noise.clone();
        for (int i = 0; i < latents.length; i++) {
            latents[i] *= schedule.initNoiseSigma();
        }
        return new Trajectory(this, schedule, 0, latents, stepper(schedule, options));
    }

    /**
     * Starts part of the way, from a clean sample.
     *
     * @param index of the first call, see {@link Schedule#startIndex}; {@link Schedule#calls()} gives the clean sample back
     * @param clean the sample without noise; it is not kept
     * @param noise standard normal, as long as the sample
     */
    public final Trajectory startFrom(Schedule schedule, int index, float[] clean, float[] noise, StepOptions options) {
        if (index < 0 || index > schedule.calls() || clean.length != noise.length) {
            throw new IllegalArgumentException("start at call " + index + " of " + schedule.calls() + " with "
                    + clean.length + " latents and " + noise.length + " of noise");
        }
        float[] latents = index == schedule.calls()
                ? Arrays.copyOf(clean, clean.length)
                : addNoise(schedule, index, clean, noise);
        return new Trajectory(this, schedule, index, latents, stepper(schedule, options));
    }
}
