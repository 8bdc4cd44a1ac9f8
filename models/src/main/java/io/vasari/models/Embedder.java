package io.vasari.models;

/**
 * Turns images into features: points of a space where images that look alike lie close. Every forward pass has as many rows, so
 * an image's features depend on that image alone.
 */
public non-sealed interface Embedder extends LoadedModel {

    /** Shape of the images it reads as they are. */
    ImageShape shape();

    /** Numbers of an image's features, at least 1. */
    int dimension();

    /** Names the features in labels and files, such as {@code mnist-lenet}: the id of its package. */
    String feature();

    /**
     * Features of images of any shape, which are first resized and converted as the embedder needs.
     *
     * @param pixels 8-bit values as in {@link GeneratedBatch}; at least {@code count * from.bytes()} of them
     * @param from shape of every image, of 1 channel or 3
     * @param count number of images, at least 0
     * @return for each image {@link #dimension} numbers
     * @throws IllegalArgumentException if there are fewer pixels than that
     */
    float[][] embed(byte[] pixels, ImageShape from, int count);

    /** As {@link #embed(byte[], ImageShape, int)}, for images of {@link #shape}. */
    default float[][] embed(byte[] pixels, int count) {
        return embed(pixels, shape(), count);
    }
}
