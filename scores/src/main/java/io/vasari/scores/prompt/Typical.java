package io.vasari.scores.prompt;

import java.util.Arrays;

/** Which of many distances stands for all. */
public enum Typical {
    /** The middle one: a few pairs that are far apart do not move it. */
    MEDIAN,
    /**
     * Their mean. Variants that fall into classes, four of six that show the same and two that show something else, have
     * more close pairs than half, and a median that says nothing of it.
     */
    MEAN;

    /** @return 0 where there are none */
    public double of(double[] ascending) {
        if (ascending.length == 0) {
            return 0;
        }
        return this == MEDIAN
                ? DistanceMatrix.median(ascending)
                : Arrays.stream(ascending).average().orElseThrow();
    }
}
