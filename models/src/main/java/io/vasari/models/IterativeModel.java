package io.vasari.models;

import java.util.List;
import java.util.Optional;

/**
 * Makes images step by step. Samples on their way are {@link Sketch sketches}; each has a step, a sampler, a guidance and a
 * prompt of its own, so any that have the same {@link Sketch#shape} may share a pass, and one may join or leave between
 * any two steps.
 *
 * <p>Safe for concurrent calls on different sketches. A sample depends on its {@link SampleKey} and its request alone:
 * alone or among any others it is the same within rounding.
 */
public non-sealed interface IterativeModel extends LoadedModel {

    /**
     * Starts a sample: its noise, its trajectory, and the embedding of its prompt, which is kept for the next one.
     *
     * @throws IllegalArgumentException naming the field of the request, its value and what the model allows
     */
    Sketch begin(SampleKey key, DiffusionRequest request);

    /**
     * Takes every sketch one step further, in one pass: all of them or none. When it throws, every sketch is as it was
     * before, random state included, and may be advanced again, with the others or without them; that is how the one to
     * blame is found.
     *
     * @param sketches unfinished ones of one shape, at most {@link #batchSize}
     */
    void advance(List<Sketch> sketches);

    /**
     * The images of finished sketches.
     *
     * @param finished of one shape, at most {@link #batchSize}
     */
    GeneratedBatch finish(List<Sketch> finished);

    /**
     * One sample on its way. Not safe for use by many threads at once. Whoever began it closes it, finished or not, before
     * the model is closed.
     */
    interface Sketch extends AutoCloseable {
        /** Of its image. */
        ImageShape shape();

        /** Steps taken, 0 to {@link #steps}. */
        int stepsDone();

        /** Passes that it takes in all, which may be more than was asked for (PNDM) or fewer (image to image). */
        int steps();

        default boolean isFinished() {
            return stepsDone() >= steps();
        }

        /** What it would become, as far as can be told by now: pixels as in {@link GeneratedBatch}, perhaps smaller. */
        GeneratedBatch preview();

        /** SHA-256, in hex, of the noise that it started from, as float32 in little endian; empty where nobody looked. */
        default Optional<String> noiseSha256() {
            return Optional.empty();
        }

        /** Frees what it holds of the device; for the second time nothing. */
        @Override
        default void close() {}
    }
}
