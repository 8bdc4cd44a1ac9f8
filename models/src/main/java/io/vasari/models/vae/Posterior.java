package io.vasari.models.vae;

import ai.djl.ndarray.NDArray;
import io.vasari.models.layers.Scope;

/**
 * The normal distribution over latents that an image is encoded to, every number on its own.
 *
 * @param mean shape (n, latent channels, height, width)
 * @param logVariance the same shape, between {@value #LEAST_LOG_VARIANCE} and {@value #GREATEST_LOG_VARIANCE}
 */
public record Posterior(NDArray mean, NDArray logVariance) {

    static final float LEAST_LOG_VARIANCE = -30;
    static final float GREATEST_LOG_VARIANCE = 20;

    /** Square root of the variance. */
    public NDArray deviation() {
        return Scope.run(() -> logVariance.mul(0.5f).exp());
    }

    /**
     * Draws latents.
     *
     * @param noise standard normals of the shape of {@link #mean}
     */
    public NDArray sample(NDArray noise) {
        return Scope.run(() -> mean.add(deviation().mul(noise)));
    }

    /** Divergence from the standard normal distribution in nats, summed per image: shape (n). */
    public NDArray divergence() {
        return Scope.run(() -> mean.square()
                .add(logVariance.exp())
                .sub(1)
                .sub(logVariance)
                .sum(new int[] {1, 2, 3})
                .mul(0.5f));
    }
}
