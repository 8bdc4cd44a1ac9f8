package io.vasari.worker.batch;

import io.vasari.artifacts.png.Pixels;
import java.util.List;

/**
 * What came out of a pass.
 *
 * @param shape of every sample
 * @param pixels sample after sample, in the order of the batch
 * @param beliefs the discriminator's belief per sample, 0 (fake) to 1 (real); empty when the model has none
 * @param noises SHA-256 of the noise of each sample, in hex; empty when the model does not tell
 */
public record PassOutput(Pixels shape, byte[] pixels, float[] beliefs, List<String> noises) {
    /** By a model that does not tell from what noise. */
    public PassOutput(Pixels shape, byte[] pixels, float[] beliefs) {
        this(shape, pixels, beliefs, List.of());
    }
}
