package io.vasari.worker.replay;

import io.vasari.artifacts.png.Pixels;

/**
 * How far two pictures are apart.
 *
 * @param levels the largest difference of any channel of any pixel, 0 to 255; 255 for pictures of different shapes
 * @param changedRatio share of the pixels that are not equal, 0 to 1
 */
record Likeness(int levels, double changedRatio) {
    static final int TOLERATED_LEVELS = 2;
    static final double TOLERATED_RATIO = 0.001;

    /** Of pictures of different shapes, which have nothing in common. */
    static final Likeness NONE = new Likeness(255, 1);

    /** @param a pixels of that shape, from {@code fromA} on, as {@code b} from its start */
    static Likeness of(Pixels shape, byte[] a, int fromA, byte[] b) {
        int levels = 0;
        int changed = 0;
        int channels = shape.channels();
        for (int pixel = 0; pixel < shape.sizeBytes(); pixel += channels) {
            int worst = 0;
            for (int at = pixel; at < pixel + channels; at++) {
                worst = Math.max(worst, Math.abs((a[fromA + at] & 0xFF) - (b[at] & 0xFF)));
            }
            levels = Math.max(levels, worst);
            changed += worst > 0 ? 1 : 0;
        }
        return new Likeness(levels, (double) changed * channels / shape.sizeBytes());
    }

    ReplayOutcome outcome() {
        if (levels == 0) {
            return ReplayOutcome.EQUAL;
        }
        boolean tolerated = levels <= TOLERATED_LEVELS && changedRatio <= TOLERATED_RATIO;
        return tolerated ? ReplayOutcome.TOLERATED : ReplayOutcome.DIFFERENT;
    }
}
