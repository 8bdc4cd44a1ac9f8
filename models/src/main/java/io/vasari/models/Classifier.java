package io.vasari.models;

import java.util.List;

/** Sorts images into classes. Every forward pass has exactly {@link #batchSize} rows. */
public non-sealed interface Classifier extends LoadedModel {

    /** Shape of the images it reads. */
    ImageShape shape();

    /** Names of the classes; a class index points into them. */
    List<String> classes();

    /**
     * How probable each class is.
     *
     * @param pixels 8-bit values, image by image, row-major; at least {@code count * shape().bytes()} of them
     * @param count number of images, at least 0
     * @return for each image a number for each class, 0 to 1, summing to 1
     * @throws IllegalArgumentException if there are fewer pixels than that
     */
    float[] probabilities(byte[] pixels, int count);

    /** The most probable class of each image; as for {@link #probabilities}. */
    default Classification classify(byte[] pixels, int count) {
        return Classification.of(probabilities(pixels, count), classes().size());
    }
}
