package io.vasari.models.sampler;

/**
 * The timesteps of one sampler for one number of steps; immutable, shared by all samples that use it.
 *
 * @param steps asked for, at least 1; fewer or more than {@link #calls()} for samplers that call the model several times
 * @param order model calls that a full step takes: 2 for Heun, else 1
 * @param timesteps one for each call of the model, mostly falling; they may repeat
 * @param sigmas noise levels, at least one more than there are timesteps; empty for samplers that do not work with sigmas
 * @param initNoiseSigma what unit noise is multiplied with to become the first sample
 */
public record Schedule(int steps, int order, float[] timesteps, float[] sigmas, float initNoiseSigma) {

    /** A schedule of one call per step, without sigmas, that starts from unit noise. */
    public static Schedule ofTimesteps(int steps, int[] timesteps) {
        float[] values = new float[timesteps.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = timesteps[i];
        }
        return new Schedule(steps, 1, values, new float[0], 1);
    }

    /** How often the model is called. */
    public int calls() {
        return timesteps.length;
    }

    /** The timestep of a call as an index into tables of training timesteps. */
    public int trainStep(int index) {
        return (int) timesteps[index];
    }

    /**
     * Where image-to-image starts: {@code strength} of the steps are taken, rounded down.
     *
     * @param strength 0 keeps the image (no call at all), 1 ignores most of it
     * @return the index of the first call; {@link #calls()} if there is none
     */
    public int startIndex(double strength) {
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength is " + strength + "; it must lie between 0 and 1");
        }
        int taken = Math.min((int) (steps * strength), steps);
        return taken == 0 ? calls() : (steps - taken) * order;
    }
}
