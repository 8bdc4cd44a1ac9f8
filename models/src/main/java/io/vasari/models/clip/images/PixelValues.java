package io.vasari.models.clip.images;

/**
 * What an image encoder reads of one picture.
 *
 * @param width in pixels
 * @param height in pixels
 * @param values the red plane, then green, then blue, each by rows from the top: shape (3, height, width)
 */
public record PixelValues(int width, int height, float[] values) {}
