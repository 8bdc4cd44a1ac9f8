package io.vasari.models.clip.images;

/**
 * The part of a picture that is kept; it may reach beyond the picture's borders.
 *
 * @param left of its first column, counted from the picture's
 * @param top of its first row, counted from the picture's
 */
record Window(int left, int top, int width, int height) {

    /** The middle of a picture; where a margin is odd, the smaller half of it lies left or above. */
    static Window centred(int pictureWidth, int pictureHeight, int width, int height) {
        return new Window(
                Math.floorDiv(pictureWidth - width, 2), Math.floorDiv(pictureHeight - height, 2), width, height);
    }

    /** What lies inside a picture of that size. */
    Window within(int pictureWidth, int pictureHeight) {
        int right = Math.min(left + width, pictureWidth);
        int bottom = Math.min(top + height, pictureHeight);
        int fromLeft = Math.max(left, 0);
        int fromTop = Math.max(top, 0);
        return new Window(fromLeft, fromTop, right - fromLeft, bottom - fromTop);
    }
}
