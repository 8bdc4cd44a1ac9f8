package io.vasari.training.diffusion;

/**
 * Which timesteps are trained how often: half of them evenly, half where a caption decides what an ornament is.
 *
 * <p>Closer to noise than that not even the place of the vase is known, so that all ornaments blur into one; closer to the picture the
 * ornament can be seen, and the caption adds nothing. Trained evenly, stripes and flutes, whose colours are the same on average, were
 * taken for each other after 5,000 steps. That the levels between noise and picture deserve more training is found for large models too
 * (P. Esser et al., "Scaling rectified flow transformers for high-resolution image synthesis", 2024, section 3.1).
 */
final class NoiseLevels {

    private static final double FROM = 0.70;
    private static final double TO = 0.97;
    private static final double MASS_BELOW = FROM / 2;
    private static final double MASS_WITHIN = 0.5 + (TO - FROM) / 2;

    private NoiseLevels() {}

    /**
     * The timestep below which a share of the training lies.
     *
     * @param share 0 to below 1
     * @return 0 for the picture to below 1 for noise
     */
    static double below(double share) {
        if (share < MASS_BELOW) {
            return 2 * share;
        }
        double within = (share - MASS_BELOW) / MASS_WITHIN;
        return within < 1 ? FROM + within * (TO - FROM) : TO + 2 * (share - MASS_BELOW - MASS_WITHIN);
    }
}
