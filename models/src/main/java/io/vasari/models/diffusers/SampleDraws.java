package io.vasari.models.diffusers;

import io.vasari.models.SampleKey;
import io.vasari.models.noise.SampleNoise;
import io.vasari.models.sampler.Noise;

/**
 * All random numbers of one sample, as a function of its key alone.
 *
 * <p>Draw 0 is what it starts from, draws 1, 2, ... are those of its sampler, draw -1 is where in its distribution an image is
 * encoded to.
 */
public record SampleDraws(SampleKey key) implements Noise {

    private static final int INITIAL = 0;
    private static final int ENCODING = -1;

    /** What the sample starts from. */
    public float[] initial(int length) {
        return drawn(INITIAL, length);
    }

    /** Where in its distribution an image is encoded to. */
    public float[] encoding(int length) {
        return drawn(ENCODING, length);
    }

    @Override
    public void fill(int draw, float[] target) {
        SampleNoise.fill(key.seed(), key.index(), draw + 1, target, 0, target.length);
    }

    private float[] drawn(int draw, int length) {
        float[] numbers = new float[length];
        SampleNoise.fill(key.seed(), key.index(), draw, numbers, 0, length);
        return numbers;
    }
}
