package io.vasari.training.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.noise.SampleNoise;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * Paints pictures in the middle of a training: DDIM without fresh noise (J. Song et al., 2021, equation 12) under classifier-free
 * guidance (J. Ho and T. Salimans, 2021).
 */
final class VasePreview {

    /** One picture; the same seed is the same noise. */
    record Wish(List<String> caption, long seed) {}

    /** Steps from noise to picture where nothing else is said. */
    static final int STEPS = 24;

    private static final float GUIDANCE = 3;
    private static final int BATCH = 16;
    private static final int PIXELS = VaseConfigs.PIXELS;

    private final VaseNetworks networks;
    private final Parameters unet;
    private final Parameters text;
    private final int steps;

    VasePreview(VaseNetworks networks, Parameters unet, Parameters text, int steps) {
        this.networks = networks;
        this.unet = unet;
        this.text = text;
        this.steps = steps;
    }

    /** RGB bytes of each picture, row by row. */
    List<byte[]> paint(List<Wish> wishes) {
        List<byte[]> pictures = new ArrayList<>();
        for (int from = 0; from < wishes.size(); from += BATCH) {
            List<Wish> part = wishes.subList(from, Math.min(from + BATCH, wishes.size()));
            float[] x = noise(part);
            for (int step = 0; step < steps; step++) {
                move(x, part, timestep(step), timestep(step + 1));
            }
            for (int i = 0; i < part.size(); i++) {
                pictures.add(bytes(x, i * PIXELS));
            }
        }
        return pictures;
    }

    /** From the last timestep down, "trailing" as diffusers calls it; -1 after the last step. */
    private int timestep(int step) {
        return Math.round(NoiseLevels.STEPS - (float) step * NoiseLevels.STEPS / steps) - 1;
    }

    private static float[] noise(List<Wish> wishes) {
        float[] noise = new float[wishes.size() * PIXELS];
        for (int i = 0; i < wishes.size(); i++) {
            SampleNoise.fill(wishes.get(i).seed(), 0, noise, i * PIXELS, PIXELS);
        }
        return noise;
    }

    private void move(float[] x, List<Wish> wishes, int timestep, int next) {
        float[] velocity = velocity(x, wishes, timestep);
        float signal = NoiseLevels.signal(timestep);
        float noise = NoiseLevels.noise(timestep);
        for (int i = 0; i < x.length; i++) {
            float free = velocity[i];
            float guided = free + GUIDANCE * (velocity[x.length + i] - free);
            float clean = Math.max(-1, Math.min(1, signal * x[i] - noise * guided));
            float drawn = signal * guided + noise * x[i];
            x[i] = NoiseLevels.signal(next) * clean + NoiseLevels.noise(next) * drawn;
        }
    }

    /** Without captions first, then with them. */
    private float[] velocity(float[] x, List<Wish> wishes, int timestep) {
        int rows = 2 * wishes.size();
        float[] twice = new float[2 * x.length];
        System.arraycopy(x, 0, twice, 0, x.length);
        System.arraycopy(x, 0, twice, x.length, x.length);
        float[] timesteps = new float[rows];
        java.util.Arrays.fill(timesteps, timestep);
        long[] tokens = new long[rows * VaseConfigs.VOCABULARY.length()];
        for (int row = 0; row < rows; row++) {
            int[] ids = VaseConfigs.VOCABULARY.encode(
                    row < wishes.size()
                            ? List.of()
                            : wishes.get(row - wishes.size()).caption());
            for (int i = 0; i < ids.length; i++) {
                tokens[row * ids.length + i] = ids[i];
            }
        }
        float[][] result = new float[1][];
        Inference.run(scratch -> result[0] = velocity(scratch, twice, timesteps, tokens));
        return result[0];
    }

    private float[] velocity(NDManager scratch, float[] x, float[] timesteps, long[] tokens) {
        int rows = timesteps.length;
        NDArray context = networks.encode(scratch.create(tokens, VaseNetworks.prompts(rows)), text);
        return networks.velocity(
                        scratch.create(x, VaseNetworks.pictures(rows)),
                        scratch.create(timesteps, new Shape(rows)),
                        context,
                        unet)
                .toFloatArray();
    }

    private static byte[] bytes(float[] planes, int offset) {
        byte[] pixels = new byte[PIXELS];
        int plane = PIXELS / 3;
        for (int p = 0; p < plane; p++) {
            for (int channel = 0; channel < 3; channel++) {
                pixels[3 * p + channel] = (byte) Math.round((planes[offset + channel * plane + p] + 1) * 127.5f);
            }
        }
        return pixels;
    }
}
