package io.vasari.benchmarks.unet;

import io.vasari.models.diffusers.BareDenoiser;
import io.vasari.models.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * The same numbers for both sides.
 *
 * @param sample standard normal, shape (rows, channels, side, side)
 * @param timesteps one for each row, spread over 0 to 999
 * @param context standard normal, shape (rows, {@link #TOKENS}, context width)
 */
record UnetInput(float[] sample, float[] timesteps, float[] context) {
    private static final int TOKENS = 16;
    private static final int MOST_TIMESTEP = 999;
    private static final long SEED = 7;

    static UnetInput of(BareDenoiser unet, int rows) {
        var random = new Random(SEED);
        float[] timesteps = new float[rows];
        for (int row = 0; row < rows; row++) {
            timesteps[row] = (row + 1) * MOST_TIMESTEP / rows;
        }
        return new UnetInput(
                normal(random, rows * unet.channels() * unet.side() * unet.side()),
                timesteps,
                normal(random, rows * TOKENS * unet.contextWidth()));
    }

    /** Writes them with what Java made of them, under {@code expected}. */
    void write(BareDenoiser unet, float[] expected, Path file) throws IOException {
        long rows = timesteps.length;
        long side = unet.side();
        new SafetensorsWriter()
                .floats("sample", List.of(rows, (long) unet.channels(), side, side), sample)
                .floats("timesteps", List.of(rows), timesteps)
                .floats("context", List.of(rows, (long) TOKENS, (long) unet.contextWidth()), context)
                .floats("expected", List.of(rows, expected.length / rows / side / side, side, side), expected)
                .write(file);
    }

    private static float[] normal(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
