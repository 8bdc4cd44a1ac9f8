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

    /**
     * The most probable class of each image, the first of those that are equally probable.
     *
     * @param probabilities image by image, as many as there are classes for each
     */
    public static Classification of(float[] probabilities, int classes) {
        int count = probabilities.length / classes;
        int[] best = new int[count];
        float[] confidences = new float[count];
        for (int image = 0; image < count; image++) {
            for (int i = 0; i < classes; i++) {
                float probability = probabilities[image * classes + i];
                if (probability > confidences[image]) {
                    confidences[image] = probability;
                    best[image] = i;
                }
            }
        }
        return new Classification(best, confidences);
    }

    /** Number of images. */
    public int count() {
        return classes.length;
    }
}
