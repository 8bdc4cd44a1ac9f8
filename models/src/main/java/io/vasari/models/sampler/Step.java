package io.vasari.models.sampler;

/**
 * What one step makes of a sample.
 *
 * @param latents the sample at the next, less noisy timestep
 * @param original what the model now takes for the noiseless sample, for previews
 */
public record Step(float[] latents, float[] original) {}
