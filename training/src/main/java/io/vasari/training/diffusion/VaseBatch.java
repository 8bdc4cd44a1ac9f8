package io.vasari.training.diffusion;

import io.vasari.models.noise.SampleNoise;
import io.vasari.training.steps.Shuffle;
import io.vasari.training.vases.VaseSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a training step sees: noised pictures, their timesteps and captions, and the velocities to predict.
 *
 * <p>The velocity of a picture x under noise e is {@code signal e - noise x} (T. Salimans and J. Ho, 2022). A step's rows depend
 * on seed and step alone. One instance is filled again and again.
 */
final class VaseBatch {

    private static final int PIXELS = VaseConfigs.PIXELS;
    private static final double EMPTY_CAPTIONS = 0.12;
    private static final long SPREAD = 0xD1B54A32D192ED03L;

    final float[] noised;
    final float[] velocities;
    final float[] timesteps;
    final long[] tokens;

    private final VaseSet vases;
    private final long seed;
    private final int size;

    VaseBatch(VaseSet vases, long seed, int size) {
        this.vases = vases;
        this.seed = seed;
        this.size = size;
        this.noised = new float[size * PIXELS];
        this.velocities = new float[size * PIXELS];
        this.timesteps = new float[size];
        this.tokens = new long[size * VaseConfigs.VOCABULARY.length()];
    }

    /** Number of rows. */
    int size() {
        return size;
    }

    /**
     * Fills all rows.
     *
     * @param step from 0
     */
    void fill(long step) {
        int perEpoch = vases.size() / size;
        int[] order = Shuffle.order(vases.size(), seed, (int) (step / perEpoch));
        int from = (int) (step % perEpoch) * size;
        IntStream.range(0, size).parallel().forEach(row -> fillRow(step, row, order[from + row]));
    }

    private void fillRow(long step, int row, int picture) {
        Random random = new Random(seed ^ SPREAD * (step * size + row + 1));
        // One timestep out of each of as many equal shares as there are rows: the same mean as drawing freely, less
        // spread.
        double share = (row + random.nextDouble()) / size;
        int timestep = (int) (NoiseLevels.below(share) * VaseConfigs.NOISE.steps());
        timesteps[row] = timestep;
        List<String> caption = random.nextDouble() < EMPTY_CAPTIONS ? List.of() : vases.caption(picture, random);
        int[] ids = VaseConfigs.VOCABULARY.encode(caption);
        for (int i = 0; i < ids.length; i++) {
            tokens[row * ids.length + i] = ids[i];
        }
        addNoise(step * size + row, row * PIXELS, picture, timestep);
    }

    private void addNoise(long index, int offset, int picture, int timestep) {
        float[] clean = new float[PIXELS];
        float[] noise = new float[PIXELS];
        vases.copyPlanes(picture, clean, 0);
        SampleNoise.fill(seed, index, noise, 0, PIXELS);
        System.arraycopy(VaseConfigs.NOISE.addNoise(clean, noise, timestep), 0, noised, offset, PIXELS);
        System.arraycopy(VaseConfigs.NOISE.velocity(clean, noise, timestep), 0, velocities, offset, PIXELS);
    }
}
