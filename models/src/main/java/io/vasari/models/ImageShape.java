package io.vasari.models;

/**
 * Size of the images that a model makes or reads.
 *
 * @param widthPixels at least 1
 * @param heightPixels at least 1
 * @param channels 1 for grey, 3 for RGB
 */
public record ImageShape(int widthPixels, int heightPixels, int channels) {

    public ImageShape {
        if (widthPixels < 1 || heightPixels < 1 || channels < 1) {
            throw new IllegalArgumentException("no image shape: " + widthPixels + "x" + heightPixels + "x" + channels);
        }
    }

    /** Bytes of one image at 8 bits a channel. */
    public int bytes() {
        return widthPixels * heightPixels * channels;
    }
}
