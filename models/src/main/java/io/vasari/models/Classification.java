package io.vasari.models;

/**
 * What a classifier says of some images, in their order.
 *
 * @param classes index of the most probable class of each image
 * @param confidences its probability by the classifier's softmax, 0 to 1
 */
public record Classification(int[] classes, float[] confidences) {

    public Classification {
        if (classes.length != confidences.length) {
            throw new IllegalArgumentException(classes.length + " classes, " + confidences.length + " confidences");
        }
    }

    /** Number of images. */
    public int count() {
        return classes.length;
    }
}
