package io.vasari.models.sampler.diffusers;

/**
 * How noisy a sample is.
 *
 * @param signal weight of the clean sample
 * @param deviation weight of the noise
 */
record Level(float signal, float deviation) {

    /** Preserving the variance, from the ratio of noise to signal. */
    static Level ofSigma(float sigma) {
        float signal = 1 / (float) Math.sqrt(sigma * sigma + 1);
        return new Level(signal, sigma * signal);
    }

    /** On the straight line between clean sample and noise. */
    static Level ofFlow(float sigma) {
        return new Level(1 - sigma, sigma);
    }

    /** Half the logarithm of the signal-to-noise ratio; infinite without noise. */
    float lambda() {
        return (float) StrictMath.log(signal) - (float) StrictMath.log(deviation);
    }
}
