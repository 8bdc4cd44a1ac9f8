package io.vasari.models.sampler;

/** Standard normal numbers of one sample, by the number of the draw, so that they depend on nothing else. */
@FunctionalInterface
public interface Noise {

    /**
     * Fills {@code target} with the numbers of a draw.
     *
     * @param draw how many draws the trajectory has made before, from 0
     * @param target as long as the latents
     */
    void fill(int draw, float[] target);
}
