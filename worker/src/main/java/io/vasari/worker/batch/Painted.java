package io.vasari.worker.batch;

import io.vasari.artifacts.png.Pixels;

/**
 * What came out of a pass.
 *
 * @param shape of every sample
 * @param pixels sample after sample, in the order of the batch
 * @param beliefs the discriminator's belief per sample, 0 (fake) to 1 (real); empty when the model has none
 */
public record Painted(Pixels shape, byte[] pixels, float[] beliefs) {}
