package io.vasari.models.diffusers;

import io.vasari.models.SampleKey;
import io.vasari.models.noise.SampleNoise;
import io.vasari.models.sampler.Noise;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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

    /** SHA-256 of numbers as float32 in little endian, in hex. */
    static String sha256(float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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
