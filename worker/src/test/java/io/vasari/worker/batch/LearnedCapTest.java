package io.vasari.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class LearnedCapTest {
    /** What a step with so many samples takes, in seconds. */
    private static final IntToDoubleFunction AFFINE = samples -> 0.1 + 0.05 * samples;

    @Test
    void itGrowsAsLongAsThroughputDoes() {
        // 6.7, 10, 13.3, 16, 17.8, 18.8, 19.4 samples a second at 1, 2, 4 ... 64: the last doubling brings 3 %.
        assertThat(learned(new LearnedCap(512), AFFINE)).isEqualTo(32);
    }

    @Test
    void whatNeverSaturatesEndsAtTheModelsLimit() {
        assertThat(learned(new LearnedCap(48), samples -> 1)).isEqualTo(48);
    }

    @Test
    void whatGainsNothingFromCompanyStaysAlone() {
        assertThat(learned(new LearnedCap(64), samples -> 0.2 * samples)).isEqualTo(1);
    }

    @Test
    void aCliffIsNotPassed() {
        assertThat(learned(new LearnedCap(64), samples -> samples <= 8 ? 0.1 + 0.01 * samples : samples))
                .isEqualTo(8);
    }

    @Test
    void noiseSeldomCarriesItFar() {
        int far = 0;
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            IntToDoubleFunction noisy =
                    samples -> AFFINE.applyAsDouble(samples) * (1 + 0.1 * Math.abs(random.nextGaussian()));
            int seats = learned(new LearnedCap(512), noisy, 1_000);
            far += seats < 8 || seats > 128 ? 1 : 0;
        }
        assertThat(far).isLessThanOrEqualTo(4);
    }

    @Test
    void whatDoesNotFitIntoMemoryIsNotTriedAgain() {
        var cap = new LearnedCap(64);
        for (int i = 0; i < 20_000; i++) {
            int seats = cap.seats();
            if (seats > 20) {
                assertThat(i).isLessThan(100);
                cap.outOfMemory(seats);
            } else {
                cap.measured(seats, 1_000_000);
            }
        }
        assertThat(cap.seats()).isEqualTo(16);
    }

    @Test
    void oneBadMeasurementDoesNotLastForEver() {
        var cap = new LearnedCap(64);
        IntToDoubleFunction hiccup = samples -> samples == 4 ? 10 : AFFINE.applyAsDouble(samples);
        assertThat(learned(cap, hiccup, 30)).isEqualTo(2);

        assertThat(learned(cap, AFFINE, 4 * LearnedCap.REST)).isEqualTo(32);
    }

    @Test
    void passesThatAreNotFullTeachNothing() {
        var cap = new LearnedCap(64);
        learned(cap, AFFINE, 10);
        int before = cap.seats();
        assertThat(before).isGreaterThan(1);

        for (int i = 0; i < 1_000; i++) {
            cap.measured(before - 1, 1);
        }

        assertThat(cap.seats()).isEqualTo(before);
    }

    private static int learned(LearnedCap cap, IntToDoubleFunction seconds) {
        return learned(cap, seconds, 100);
    }

    private static int learned(LearnedCap cap, IntToDoubleFunction seconds, int passes) {
        for (int i = 0; i < passes; i++) {
            int seats = cap.seats();
            cap.measured(seats, Math.round(seconds.applyAsDouble(seats) * 1e9));
        }
        return cap.seats();
    }
}
