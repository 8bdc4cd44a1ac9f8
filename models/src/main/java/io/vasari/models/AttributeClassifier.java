package io.vasari.models;

import java.util.List;
import java.util.Map;

/** Sorts images into classes by several traits at once, such as colour and shape. */
public non-sealed interface AttributeClassifier extends LoadedModel {

    /** Shape of the images it reads. */
    ImageShape shape();

    /** Names of the classes of every trait; a class index points into them. */
    Map<String, List<String>> traits();

    /**
     * Classifies images.
     *
     * @param pixels 8-bit values as in {@link GeneratedBatch}; at least {@code count * shape().bytes()} of them
     * @param count number of images, at least 0
     * @return what each image is, by trait, in the order of {@link #traits}
     * @throws IllegalArgumentException if there are fewer pixels than that
     */
    Map<String, Classification> classify(byte[] pixels, int count);
}
