package io.vasari.benchmarks.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final int MANY = 20_000;

    @Test
    void aSeedAlwaysGivesTheSameMomentsInOrder() {
        var arrivals = Arrivals.poisson(3, 100, 2);

        assertThat(arrivals).hasSize(100).isSorted().isEqualTo(Arrivals.poisson(3, 100, 2));
        assertThat(arrivals).isNotEqualTo(Arrivals.poisson(4, 100, 2));
    }

    @Test
    void gapsAreExponentialWithTheMeanOfTheRate() {
        var arrivals = Arrivals.poisson(1, MANY, 4);

        double[] gaps = new double[MANY - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = arrivals.get(i + 1).minus(arrivals.get(i)).toNanos() / 1e9;
        }
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double longerThanMean =
                (double) Arrays.stream(gaps).filter(gap -> gap > 0.25).count() / gaps.length;
        assertThat(mean).isCloseTo(0.25, within(0.006));
        assertThat(longerThanMean).isCloseTo(Math.exp(-1), within(0.012));
    }

    @Test
    void theJobOutlastsTheArrivalsWhenTheyGetTheirShare() {
        var load = MixedLoad.of(1, 1000, 20, 50, 100, 0.3);

        double lastArrival = load.arrivals().get(999).toNanos() / 1e9;
        double interactiveSteps = 1000 * 20;
        assertThat(load.batchSamples() * 50.0).isGreaterThan(lastArrival * 100 - interactiveSteps);
        assertThat(interactiveSteps / lastArrival / 100).isCloseTo(0.3, within(0.03));
        assertThat(load.steps()).isEqualTo(load.batchSamples() * 50L + 20_000);
    }
}
