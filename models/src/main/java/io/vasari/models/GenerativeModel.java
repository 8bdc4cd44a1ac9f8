package io.vasari.models;

import java.util.List;

/**
 * Makes images in a single pass.
 *
 * <p>On one kind of machine with one thread count, a sample's bytes depend on its {@link SampleKey} alone, not on its
 * neighbours, its place among them or their number: passes are padded to a row count that gives the same bits
 * ({@link RowCounts}).
 */
public non-sealed interface GenerativeModel extends LoadedModel {

    /** Shape of every image. */
    ImageShape shape();

    /**
     * Makes one image per key, and the belief of the discriminator if there is one.
     *
     * @param samples any number; full multiples of {@link #batchSize} waste nothing
     */
    GeneratedBatch generate(List<SampleKey> samples);

    /** As {@link #generate}, without the work of a discriminator. */
    GeneratedBatch generateUnjudged(List<SampleKey> samples);
}
