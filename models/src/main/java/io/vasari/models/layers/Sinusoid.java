package io.vasari.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Sines and cosines of a time at geometrically spaced frequencies, from 1 down to 1/10000 (Ho et al., 2020).
 *
 * @param width of the embedding; an odd one ends with a zero
 * @param cosinesFirst whether cosines precede sines
 * @param frequencyShift subtracted from the number of frequencies when they are spaced
 */
public record Sinusoid(int width, boolean cosinesFirst, double frequencyShift) {

    private static final double LOG_LONGEST = Math.log(10_000);

    /**
     * Embeds times.
     *
     * @param times shape (n), float32
     * @return shape (n, width)
     */
    public NDArray forward(NDArray times) {
        return Scope.run(() -> embed(times));
    }

    private NDArray embed(NDArray times) {
        int half = width / 2;
        float[] exponents = new float[half];
        for (int i = 0; i < half; i++) {
            exponents[i] = (float) -LOG_LONGEST * i / (float) (half - frequencyShift);
        }
        NDManager scratch = times.getManager();
        NDArray frequencies = scratch.create(exponents, new Shape(1, half)).exp();
        NDArray angles = times.reshape(-1, 1).mul(frequencies);
        NDArray sines = angles.sin();
        NDArray cosines = angles.cos();
        NDList parts = cosinesFirst ? new NDList(cosines, sines) : new NDList(sines, cosines);
        if (width % 2 == 1) {
            parts.add(scratch.zeros(new Shape(times.size(), 1)));
        }
        return parts.get(0).getNDArrayInternal().concat(new NDList(parts.subList(1, parts.size())), 1);
    }
}
