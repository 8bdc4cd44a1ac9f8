package io.vasari.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class LearnedCapTest {
    /** What a step with so many samples takes, in seconds. */
    private static final IntToDoubleFunction AFFINE = samples -> 0.1 + 0.06 * samples;

    private static final int PASSES = 1_000;

    private static final int MANY = 1_000;

    @Test
    void itGrowsAsLongAsThroughputDoes() {
        // 6.3, 9.1, 11.8, 13.8, 15.1, 15.8, 16.2 samples a second at 1, 2, 4 ... 64: the last brings 2.4 %.
        assertThat(learned(new LearnedCap(512), AFFINE)).isEqualTo(32);
    }

    @Test
    void aColdStartIsNotWhatTheSizesRestOn() {
        var cap = new LearnedCap(16);

        assertThat(learned(cap, warming(0.0133))).isEqualTo(16);
        assertThat(cap.seats(MANY, 1))
                .as("steps without end would do 6.5 % more than 8, and 7.4 % more than 7")
                .isEqualTo(8);
    }

    @Test
    void afterTheClimbTheDoubleIsComparedAgainAndThenWhatItRestsOn() {
        // 14.7, 26, 40, 50 and 51 samples a second: 8 is learned, and all that matters besides is whether 4 would do.
        IntToDoubleFunction saturating = samples ->
                samples / (samples >= 16 ? 51 : samples == 8 ? 50 : samples == 4 ? 40 : samples == 2 ? 26 : 14.7);
        var cap = new LearnedCap(64);
        while (cap.seats(MANY, 0) < 16) {
            learned(cap, saturating, 1);
        }
        learned(cap, saturating, Care.BRIEF.mostPairs() * 2 * Comparison.turn(16) - Comparison.turn(16));

        assertThat(sizes(cap, saturating, Care.FAIR.mostPairs() * 2 * Comparison.turn(16)))
                .containsOnly(8, 16);
        assertThat(sizes(cap, saturating, Care.FULL.mostPairs() * 2 * Comparison.turn(8)))
                .containsOnly(4, 8);
        assertThat(sizes(cap, saturating, LearnedCap.REST)).containsOnly(8);
    }

    @Test
    void theSizeForWhoWaitsIsCheckedEvenIfThereIsAlwaysSomebodyWhoDoes() {
        var cap = new LearnedCap(16);
        var warming = warming(0.0057);
        learned(cap, warming, 200, 1);
        int largestAfterTheClimb = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            largestAfterTheClimb = Math.max(largestAfterTheClimb, cap.seats(MANY, 1));
            learned(cap, warming, 1, 1);
        }
        assertThat(learnedForWhoWaits(cap, warming))
                .as("steps without end would do 5.5 % more than 4; to cold passes 8 did 9 % more than 4")
                .isEqualTo(4);
        assertThat(largestAfterTheClimb).as("16 is tried where nobody waits").isEqualTo(8);
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
            int seats = learned(new LearnedCap(512), noisy);
            far += seats < 8 || seats > 128 ? 1 : 0;
        }
        assertThat(far).isLessThanOrEqualTo(4);
    }

    @Test
    void aDoublingThatGainsNothingIsNotTakenForOneThatDoes() {
        // Steps of samples a second of vase-diffusion on one core, 57 at most, on a machine that others slow down for a
        // while now and then.
        IntToDoubleFunction saturated =
                samples -> samples / (samples >= 8 ? 57.0 : samples >= 4 ? 53.0 : samples >= 2 ? 48.0 : 42.0);
        int far = 0;
        double seconds = 0;
        double samples = 0;
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var cap = new LearnedCap(64);
            int slow = 0;
            int largest = 0;
            for (int pass = 0; pass < 2_000; pass++) {
                slow = slow > 0 ? slow - 1 : random.nextInt(30) == 0 ? random.nextInt(10) : 0;
                double noise = 1 + 0.03 * Math.abs(random.nextGaussian()) + (slow > 0 ? 0.2 : 0);
                int seats = cap.seats(MANY, 0);
                largest = Math.max(largest, seats);
                samples += seats;
                seconds += saturated.applyAsDouble(seats);
                cap.measured(seats, Math.round(saturated.applyAsDouble(seats) * noise * 1e9));
            }
            far += largest > 16 ? 1 : 0;
        }
        assertThat(far).as("of 200").isLessThanOrEqualTo(10);
        assertThat(samples / seconds).isGreaterThan(0.985 * 57);
    }

    @Test
    void itHasSeenTheSizesThatPaySoon() {
        // Two lanes on two cores: 25, 30, 38, 43 and 46 samples a second, and passes that scatter by a third.
        IntToDoubleFunction pass = samples ->
                samples / (samples >= 16 ? 46.0 : samples == 8 ? 43.4 : samples == 4 ? 37.6 : samples == 2 ? 29.8 : 25);
        int late = 0;
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var cap = new LearnedCap(16);
            int steps = 0;
            for (int seats = 0; seats < 16; steps += seats) {
                seats = cap.seats(MANY, 0);
                cap.measured(
                        seats, Math.round(pass.applyAsDouble(seats) * Math.exp(0.3 * random.nextGaussian()) * 1e9));
            }
            late += steps > 4_000 ? 1 : 0;
        }
        assertThat(late).as("of 200, after 200 images of 20 steps").isLessThanOrEqualTo(10);
    }

    @Test
    void whereTwoSizesAreAlikeItSeldomWanders() {
        // 16 seats do 1.03 times the samples a second of 8, so that either may be chosen.
        IntToDoubleFunction pass = samples ->
                samples / (samples >= 16 ? 44.7 : samples == 8 ? 43.4 : samples == 4 ? 37 : samples == 2 ? 30 : 20);
        int wandering = 0;
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            IntToDoubleFunction noisy = samples -> pass.applyAsDouble(samples) * Math.exp(0.2 * random.nextGaussian());
            var cap = new LearnedCap(16);
            int chosen = learned(cap, noisy, 1_000);
            wandering += learned(cap, noisy, 2_000) == chosen ? 0 : 1;
        }
        assertThat(wandering).as("of 200").isLessThanOrEqualTo(20);
    }

    @Test
    void whatAPassPaysForFollowingAnotherSizeDoesNotCount() {
        // 50, 54, 58 and then 58.3 samples a second; 15 ms more in a pass that follows another size make 58.3 look like
        // 6 %.
        var last = new AtomicInteger();
        IntToDoubleFunction switching = samples ->
                samples / (samples > 8 ? 58.3 : samples == 8 ? 58 : samples == 4 ? 54 : samples == 2 ? 50 : 40)
                        + (last.getAndSet(samples) == samples ? 0 : 0.015);

        assertThat(learned(new LearnedCap(64), switching)).isEqualTo(8);
    }

    @Test
    void whatDoesNotFitIntoMemoryIsNotTriedAgain() {
        var cap = new LearnedCap(64);
        for (int i = 0; i < 20_000; i++) {
            int seats = cap.seats(MANY, 0);
            if (seats > 20) {
                assertThat(i).isLessThan(100);
                cap.outOfMemory(seats);
            } else {
                cap.measured(seats, 1_000_000);
            }
        }
        assertThat(cap.seats(MANY, 0)).isEqualTo(16);
    }

    @Test
    void oneBadMeasurementDoesNotLastForEver() {
        var cap = new LearnedCap(64);
        IntToDoubleFunction hiccup = samples -> samples == 4 ? 10 : AFFINE.applyAsDouble(samples);
        assertThat(learned(cap, hiccup, 200)).isEqualTo(2);

        assertThat(learned(cap, AFFINE)).isEqualTo(32);
    }

    @Test
    void passesThatAreNotFullTeachNothing() {
        var cap = new LearnedCap(64);
        learned(cap, AFFINE, 10);
        int before = cap.seats(MANY, 0);
        assertThat(before).isGreaterThan(1);

        for (int i = 0; i < 1_000; i++) {
            cap.measured(before - 1, 1);
        }

        assertThat(cap.seats(MANY, 0)).isEqualTo(before);
    }

    @Test
    void aLargerSizeIsTriedByFullPassesAlone() {
        var cap = new LearnedCap(64);
        while (cap.seats(MANY, 0) < 4) {
            learned(cap, AFFINE, 1);
        }
        int tried = cap.seats(MANY, 0);

        assertThat(cap.seats(tried, 0)).isEqualTo(tried);
        assertThat(cap.seats(tried - 1, 0)).as("what is known to pay").isEqualTo(tried / 2);
    }

    @Test
    void whoWaitsForASampleGetsTheSmallestStepThatCostsLittle() {
        var cap = new LearnedCap(512);

        assertThat(learned(cap, AFFINE)).isEqualTo(32);
        assertThat(cap.seats(MANY, 1))
                .as("32 do 1.9 % more than 23, and 2.3 % more than 22; larger ones would do 5 % more than 32")
                .isEqualTo(23);
    }

    @Test
    void betweenTwoSizesThereAreOthersForWhoWaitsForASample() {
        // 8 do 5 % more than 4.
        var cap = new LearnedCap(8);
        IntToDoubleFunction pass = samples -> samples < 8 ? samples / 38.0 + (samples < 4 ? 1 : 0) : samples / 39.9;

        assertThat(learned(cap, pass)).isEqualTo(8);
        assertThat(learnedForWhoWaits(cap, pass))
                .as("8 do 1.7 % more than 6, and 3 % more than 5; larger ones would do 5 % more than 8")
                .isEqualTo(6);
    }

    @Test
    void aLittleLargerSizeIsComparedAgainEvenIfSomebodyAlwaysWaits() {
        var cap = new LearnedCap(8);
        IntToDoubleFunction before = samples -> samples < 8 ? samples / 38.0 + (samples < 4 ? 1 : 0) : samples / 39.9;
        learned(cap, before);
        assertThat(learnedForWhoWaits(cap, before)).isEqualTo(6);

        assertThat(learnedForWhoWaits(cap, samples -> samples / 38.0 + (samples < 4 ? 1 : 0)))
                .as("8 do no more than 4 any longer")
                .isEqualTo(4);
    }

    @Test
    void whoWaitsForASampleGetsNoSmallerStepThatCostsMuch() {
        var cap = new LearnedCap(6);

        assertThat(learned(cap, samples -> 1)).isEqualTo(6);
        assertThat(cap.seats(MANY, 1)).isEqualTo(6);
    }

    @Test
    void whatManySmallLossesAddUpToIsNotGivenUp() {
        // Each doubling brings 3.3 %.
        var cap = new LearnedCap(8);

        assertThat(learned(cap, samples -> samples / Math.pow(samples, Math.log(1.033) / Math.log(2))))
                .isEqualTo(8);
        assertThat(cap.seats(MANY, 1))
                .as("8 do 3.3 % more than 4, and larger ones would do as much more than 8")
                .isEqualTo(4);
    }

    @Test
    void whoWaitsForASampleIsNotMadeToWaitForATrial() {
        var cap = new LearnedCap(64);
        int known = learned(cap, AFFINE, 10_000);
        int trials = 0;
        for (int pass = 0; pass < 5_000; pass++) {
            assertThat(cap.seats(MANY, 1)).isLessThanOrEqualTo(known);
            int seats = cap.seats(MANY, MANY);
            trials += seats > known ? 1 : 0;
            cap.measured(seats, Math.round(AFFINE.applyAsDouble(seats) * 1e9));
        }
        assertThat(trials).as("filled by those who wait").isPositive();
    }

    /** A pass takes so many seconds besides 25.8 ms a sample, and 50 ms more at first: a doubling looks better than it is. */
    private static IntToDoubleFunction warming(double besides) {
        var passes = new AtomicInteger();
        return samples -> besides + 0.0258 * samples + 0.05 * Math.exp(-passes.getAndIncrement() / 40.0);
    }

    private static Set<Integer> sizes(LearnedCap cap, IntToDoubleFunction seconds, int passes) {
        var sizes = new HashSet<Integer>();
        for (int pass = 0; pass < passes; pass++) {
            sizes.add(cap.seats(MANY, 0));
            learned(cap, seconds, 1);
        }
        return sizes;
    }

    private static int learned(LearnedCap cap, IntToDoubleFunction seconds) {
        return learned(cap, seconds, PASSES);
    }

    /** The size that most of the latter half of the passes had: what is tried besides has fewer. */
    private static int learned(LearnedCap cap, IntToDoubleFunction seconds, int passes) {
        return learned(cap, seconds, passes, 0);
    }

    /** The same where somebody waits for one sample of each pass. */
    private static int learnedForWhoWaits(LearnedCap cap, IntToDoubleFunction seconds) {
        return learned(cap, seconds, PASSES, 1);
    }

    private static int learned(LearnedCap cap, IntToDoubleFunction seconds, int passes, int interactive) {
        var latter = new HashMap<Integer, Integer>();
        for (int pass = 0; pass < passes; pass++) {
            int seats = cap.seats(MANY, interactive);
            cap.measured(seats, Math.round(seconds.applyAsDouble(seats) * 1e9));
            if (pass >= passes / 2) {
                latter.merge(seats, 1, Integer::sum);
            }
        }
        return Collections.max(latter.entrySet(), Map.Entry.comparingByValue()).getKey();
    }
}
