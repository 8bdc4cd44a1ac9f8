package io.vasari.worker.replay;

import io.vasari.artifacts.png.Pixels;
import io.vasari.contracts.ReplayReport;

/**
 * How far two pictures are apart.
 *
 * @param levels the largest difference of any channel of any pixel, 0 to 255
 * @param changed how many pixels are not equal
 * @param pixels how many there are
 */
record PixelDifference(int levels, int changed, int pixels) {
    static final int TOLERATED_LEVELS = 2;
    static final double TOLERATED_RATIO = 0.001;

    /**
     * One pixel in a thousand is the promise for many pictures. Where it just holds, a single one of a thousand pixels has
     * more than four that differ once in 270 times.
     */
    static final int TOLERATED_PIXELS = 4;

    /** Pictures of different shapes have nothing in common. */
    static PixelDifference none(Pixels shape) {
        int pixels = shape.width() * shape.height();
        return new PixelDifference(ReplayReport.MOST_LEVELS, pixels, pixels);
    }

    /** @param a pixels of that shape, from {@code fromA} on, as {@code b} from its start */
    static PixelDifference of(Pixels shape, byte[] a, int fromA, byte[] b) {
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
        return new PixelDifference(levels, changed, shape.width() * shape.height());
    }

    /** Share of the pixels that are not equal, 0 to 1. */
    double changedRatio() {
        return (double) changed / pixels;
    }

    ReplayOutcome outcome() {
        if (levels == 0) {
            return ReplayOutcome.EQUAL;
        }
        boolean few = changed <= Math.max(TOLERATED_PIXELS, TOLERATED_RATIO * pixels);
        return few && levels <= TOLERATED_LEVELS ? ReplayOutcome.TOLERATED : ReplayOutcome.DIFFERENT;
    }
}
