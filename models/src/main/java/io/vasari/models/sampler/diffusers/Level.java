package io.vasari.models.sampler.diffusers;

/**
 * How noisy a sample is.
 *
 * @param signal weight of the clean sample
 * @param deviation weight of the noise
 */
record Level(double signal, double deviation) {

    /** Preserving the variance, from the ratio of noise to signal. */
    static Level ofSigma(double sigma) {
        double signal = 1 / Math.sqrt(sigma * sigma + 1);
        return new Level(signal, sigma * signal);
    }

    /** On the straight line between clean sample and noise. */
    static Level ofFlow(double sigma) {
        return new Level(1 - sigma, sigma);
    }

    /** Half the logarithm of the signal-to-noise ratio; infinite without noise. */
    double lambda() {
        return StrictMath.log(signal) - StrictMath.log(deviation);
    }
}
