package io.vasari.evaluator.scoring;

import io.vasari.contracts.ModelRef;
import java.util.Arrays;
import java.util.Optional;

/** A classifier that looks at samples. Used by one thread at a time. */
public interface Critic {
    ModelRef ref();

    /** What one image must be. */
    Picture picture();

    /**
     * @param pixels 8-bit values, image after image, row-major
     * @param count how many images of {@link #picture()} are in it
     */
    Looks look(byte[] pixels, int count);

    /** Whether it tells classes apart, or only an extractor looks. */
    default boolean classifies() {
        return true;
    }

    /** Who turns the same images into features, if anybody does. */
    default Optional<FeatureExtractor> extractor() {
        return Optional.empty();
    }

    /** Who sees of the same images what prompts name, if anybody does. */
    default Optional<AttributeExtractor> attributes() {
        return Optional.empty();
    }

    /** Size in pixels and number of channels. */
    record Picture(int width, int height, int channels) {
        public int sizeBytes() {
            return width * height * channels;
        }
    }

    /**
     * What it saw, one entry per image.
     *
     * @param classes index of the most probable class
     * @param confidences its probability, 0 to 1
     * @param runnersUp the other classes, as {@link io.vasari.evaluator.aggregate.RunnersUp} writes them; no byte at all where it
     *     does not tell
     */
    record Looks(int[] classes, float[] confidences, byte[][] runnersUp) {
        private static final byte[] NOTHING = {};

        /** Of a critic that tells no probabilities but the highest. */
        public Looks(int[] classes, float[] confidences) {
            this(classes, confidences, new byte[classes.length][]);
            Arrays.fill(runnersUp, NOTHING);
        }

        /** To be filled in. */
        static Looks blank(int count) {
            return new Looks(new int[count], new float[count]);
        }
    }
}
