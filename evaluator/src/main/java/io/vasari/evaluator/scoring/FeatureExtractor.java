package io.vasari.evaluator.scoring;

import io.vasari.contracts.ModelRef;

/** An embedder that looks at samples beside a {@link Critic}. Used by one thread at a time. */
public interface FeatureExtractor {
    ModelRef ref();

    /** Numbers of an image's features. */
    int dimension();

    /**
     * @param pixels of images as the critic's
     * @param count how many
     * @return features and perceptual hash of each image
     */
    Sights see(byte[] pixels, int count);

    /**
     * What it saw, one entry per image.
     *
     * @param features as many numbers as the dimension
     */
    record Sights(float[][] features, long[] perceptualHashes) {}
}
