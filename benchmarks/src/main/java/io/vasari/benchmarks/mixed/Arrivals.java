package io.vasari.benchmarks.mixed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Moments at which somebody asks for a sample. */
public final class Arrivals {

    /**
     * A Poisson process: independent, exponentially distributed gaps.
     *
     * @param perSecond mean rate, above 0
     * @return that many moments after the start, in order; the same for the same seed
     */
    public static List<Duration> poisson(long seed, int count, double perSecond) {
        var random = new SplittableRandom(seed);
        var arrivals = new ArrayList<Duration>(count);
        double seconds = 0;
        for (int i = 0; i < count; i++) {
            seconds -= Math.log(1 - random.nextDouble()) / perSecond;
            arrivals.add(Duration.ofNanos(Math.round(seconds * 1e9)));
        }
        return List.copyOf(arrivals);
    }

    private Arrivals() {}
}
