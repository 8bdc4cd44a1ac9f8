package io.vasari.models;

import java.util.List;

/** Sorts images into classes. Every forward pass has exactly {@link #batchSize} rows. */
public non-sealed interface Classifier extends LoadedModel {

    /** Shape of the images it reads. */
    ImageShape shape();

    /** Names of the classes; a class index points into them. */
    List<String> classes();

    /**
     * Classifies images.
     *
     * @param pixels 8-bit values, image by image, row-major; at least {@code count * shape().bytes()} of them
     * @param count number of images, at least 0
     * @throws IllegalArgumentException if there are fewer pixels than that
     */
    Classification classify(byte[] pixels, int count);
}
