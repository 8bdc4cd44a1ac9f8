package io.vasari.models.sampler.diffusers;

import io.vasari.models.sampler.Schedule;
import io.vasari.models.sampler.tables.Prediction;
import io.vasari.models.sampler.tables.Timesteps;

/**
 * What samplers share whose samples are clean sample plus {@code sigma} times noise.
 *
 * <p>Sigmas may reach 20,000, where differences cancel; sums are taken in float32 and in diffusers' order, so that what is lost
 * is the same.
 */
final class SigmaSpace {

    private SigmaSpace() {}

    /** Where leading spacing leaves out the noisiest steps, the first sample has the variance of a clean one on top. */
    static float initNoiseSigma(float[] sigmas, Timesteps spacing) {
        float max = 0;
        for (float sigma : sigmas) {
            max = Math.max(max, sigma);
        }
        return spacing == Timesteps.LEADING ? norm(max) : max;
    }

    /** Scaled to the variance that the model was trained on. */
    static float[] modelInput(Schedule schedule, int index, float[] latents) {
        float norm = norm(schedule.sigmas()[index]);
        float[] scaled = new float[latents.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = latents[i] / norm;
        }
        return scaled;
    }

    /** The clean sample that a model's output implies. */
    static float[] original(Prediction prediction, float sigma, float[] latents, float[] output) {
        if (prediction == Prediction.SAMPLE) {
            return output;
        }
        boolean velocity = prediction == Prediction.VELOCITY;
        float square = sigma * sigma + 1;
        float weight = velocity ? -sigma / norm(sigma) : -sigma;
        float[] original = new float[latents.length];
        for (int i = 0; i < original.length; i++) {
            original[i] = output[i] * weight + (velocity ? latents[i] / square : latents[i]);
        }
        return original;
    }

    /** How the sample changes with sigma, on the line to its clean sample. */
    static float[] slope(float[] latents, float[] original, float sigma) {
        float[] slope = new float[latents.length];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = (latents[i] - original[i]) / sigma;
        }
        return slope;
    }

    static float[] along(float[] latents, float[] slope, float change) {
        float[] moved = new float[latents.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = latents[i] + slope[i] * change;
        }
        return moved;
    }

    private static float norm(float sigma) {
        return (float) Math.sqrt(sigma * sigma + 1);
    }

    static double[] widened(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
