package io.vasari.models.diffusers.pipeline;

/** Classifier-free guidance (J. Ho and T. Salimans 2022). */
final class Guidance {

    private static final double LOG_LONGEST = Math.log(10_000);
    private static final double LEARNED_FACTOR = 1000;

    private Guidance() {}

    /**
     * What the denoiser says with a prompt, moved away from what it says with the negative one.
     *
     * @param rescale share of the result that is brought back to the deviation of {@code positive}
     */
    static float[] blend(float[] positive, float[] negative, double scale, double rescale) {
        float[] blended = new float[positive.length];
        float factor = (float) scale;
        for (int i = 0; i < blended.length; i++) {
            blended[i] = negative[i] + factor * (positive[i] - negative[i]);
        }
        if (rescale > 0) {
            double contrast = deviation(positive) / deviation(blended);
            float kept = (float) (rescale * contrast + 1 - rescale);
            for (int i = 0; i < blended.length; i++) {
                blended[i] *= kept;
            }
        }
        return blended;
    }

    /**
     * A guidance scale as the input of a denoiser that learned guidance (S. Luo et al., "Latent consistency models", 2023).
     *
     * @param width of the embedding
     */
    static float[] embedded(double scale, int width) {
        float[] embedding = new float[width];
        int half = width / 2;
        for (int i = 0; i < half; i++) {
            double angle = (scale - 1) * LEARNED_FACTOR * Math.exp(-LOG_LONGEST * i / (half - 1));
            embedding[i] = (float) Math.sin(angle);
            embedding[half + i] = (float) Math.cos(angle);
        }
        return embedding;
    }

    private static double deviation(float[] values) {
        double mean = 0;
        for (float value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
