package io.vasari.models.sampler;

/**
 * What a caller may choose per sample; samplers skip what is not theirs.
 *
 * @param eta DDIM: weight of fresh noise, 0 deterministic to 1 as in DDPM
 * @param useClippedModelOutput DDIM: derive the noise again from the clipped prediction
 * @param churn Euler: noise added before steps, 0 for none (Karras et al. 2022, algorithm 2)
 * @param churnMin Euler: lowest sigma that is churned
 * @param churnMax Euler: highest sigma that is churned
 * @param churnNoise Euler: factor on the noise of the churn
 */
public record StepOptions(
        double eta, boolean useClippedModelOutput, double churn, double churnMin, double churnMax, double churnNoise) {

    /** As diffusers' pipelines have it when nothing is said. */
    public static final StepOptions DEFAULT = new StepOptions(0, false, 0, 0, Double.POSITIVE_INFINITY, 1);

    public StepOptions {
        if (!(eta >= 0 && eta <= 1)) {
            throw new IllegalArgumentException("eta is " + eta + "; it must lie between 0 and 1");
        }
        if (!(churn >= 0)) {
            throw new IllegalArgumentException("churn is " + churn + "; it must be 0 or more");
        }
    }

    /** These options with another {@link #eta}. */
    public StepOptions withEta(double value) {
        return new StepOptions(value, useClippedModelOutput, churn, churnMin, churnMax, churnNoise);
    }

    /** These options with another {@link #useClippedModelOutput}. */
    public StepOptions withUseClippedModelOutput(boolean value) {
        return new StepOptions(eta, value, churn, churnMin, churnMax, churnNoise);
    }
}
