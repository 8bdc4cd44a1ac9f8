package io.vasari.training.diffusion;

/**
 * The cosine schedule (A. Nichol and P. Dhariwal, "Improved denoising diffusion probabilistic models", 2021, section 3.2), as
 * diffusers makes it under {@code squaredcos_cap_v2}: 1,000 timesteps, betas at most 0.999.
 *
 * <p>It spends its steps where 32x32 pictures take shape, and its last level is noise alone (signal 5e-5), so brightness is free from the
 * first step on, without the special cases that a signal of exactly 0 needs in samplers.
 */
final class NoiseLevels {

    /** Number of timesteps. */
    static final int STEPS = 1000;

    private static final double MAX_BETA = 0.999;
    private static final double[] PRODUCTS = new double[STEPS];

    static {
        double product = 1;
        for (int i = 0; i < STEPS; i++) {
            double beta = 1 - bar((i + 1) / (double) STEPS) / bar(i / (double) STEPS);
            product *= 1 - Math.min(beta, MAX_BETA);
            PRODUCTS[i] = product;
        }
    }

    private NoiseLevels() {}

    private static double bar(double t) {
        double cosine = StrictMath.cos((t + 0.008) / 1.008 * Math.PI / 2);
        return cosine * cosine;
    }

    /** Factor on the picture at a timestep; 1 before the first. */
    static float signal(int timestep) {
        return timestep < 0 ? 1 : (float) Math.sqrt(PRODUCTS[timestep]);
    }

    /** Factor on the noise at a timestep; 0 before the first. */
    static float noise(int timestep) {
        return timestep < 0 ? 0 : (float) Math.sqrt(1 - PRODUCTS[timestep]);
    }
}
