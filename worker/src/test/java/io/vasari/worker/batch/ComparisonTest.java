package io.vasari.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final double WORTHWHILE = 1.05;

    @Test
    void whatIsPlainTakesOnePair() {
        var comparison = new Comparison(2, 4, WORTHWHILE, Care.FAIR);
        assertThat(passes(comparison, samples -> 1)).isEqualTo(pair(4));
        assertThat(comparison.winner()).isEqualTo(4);
    }

    @Test
    void whatGainsNothingStaysSmaller() {
        var comparison = new Comparison(2, 4, WORTHWHILE, Care.FAIR);
        assertThat(passes(comparison, samples -> samples)).isLessThanOrEqualTo(Care.FAIR.mostPairs() * pair(4));
        assertThat(comparison.winner()).isEqualTo(2);
    }

    @Test
    void whatIsCloseTakesManyPairsAndThenEnds() {
        var comparison = new Comparison(8, 16, WORTHWHILE, Care.FAIR);
        assertThat(passes(comparison, samples -> samples == 16 ? 16 / 1.051 : 8))
                .isEqualTo(Care.FAIR.mostPairs() * pair(16));
        assertThat(comparison.winner()).as("none plainly").isZero();
        assertThat(comparison.leader()).isEqualTo(16);
    }

    @Test
    void inBriefWhatIsCloseTakesFewPairs() {
        var comparison = new Comparison(8, 16, WORTHWHILE, Care.BRIEF);
        assertThat(passes(comparison, samples -> samples == 16 ? 16 / 1.051 : 8))
                .isEqualTo(Care.BRIEF.mostPairs() * pair(16));
        assertThat(comparison.isFull()).isFalse();
    }

    @Test
    void inFullWhatIsPlainTakesAllPairsAsWell() {
        var comparison = new Comparison(2, 4, WORTHWHILE, Care.FULL);
        assertThat(passes(comparison, samples -> 1)).isEqualTo(Care.FULL.mostPairs() * pair(4));
        assertThat(comparison.winner()).isEqualTo(4);
        assertThat(comparison.isFull()).isTrue();
    }

    @Test
    void theMeanOfAllPairsIsNoFurtherFromTheThresholdThanTheTruth() {
        // The larger one does as much more as decides.
        double fair = 0;
        double full = 0;
        for (int seed = 0; seed < 400; seed++) {
            fair += Math.abs(scattered(Care.FAIR, new Random(seed)) - Math.log(WORTHWHILE)) / 400;
            full += Math.abs(scattered(Care.FULL, new Random(seed)) - Math.log(WORTHWHILE)) / 400;
        }
        assertThat(full).isLessThan(0.6 * fair);
    }

    private static double scattered(Care care, Random random) {
        var comparison = new Comparison(4, 8, WORTHWHILE, care);
        passes(
                comparison,
                samples -> samples / (samples == 8 ? WORTHWHILE : 1) * Math.exp(0.3 * random.nextGaussian()));
        return comparison.growth();
    }

    @Test
    void largePassesHaveShorterTurns() {
        assertThat(Comparison.turn(2)).isEqualTo(5);
        assertThat(Comparison.turn(16)).isEqualTo(4);
        assertThat(Comparison.turn(512)).isEqualTo(3);
    }

    @Test
    void whatSlowsTheMachineDownForAWhileDoesNotDecide() {
        int wrong = 0;
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var comparison = new Comparison(4, 8, WORTHWHILE, Care.FAIR);
            var weather = new double[] {1};
            IntToDoubleFunction changing = samples -> {
                weather[0] *= Math.exp(0.05 * random.nextGaussian());
                return weather[0] * (samples == 8 ? 8 / 1.2 : 4);
            };
            passes(comparison, changing);
            wrong += comparison.leader() == 4 ? 1 : 0;
        }
        assertThat(wrong).as("of 200, where the larger one is a fifth better").isLessThanOrEqualTo(10);
    }

    @Test
    void theTimeOfPassesBetweenTheTwoIsOnAStraightLine() {
        IntToDoubleFunction affine = samples -> 0.016 + 0.0224 * samples;
        var comparison = new Comparison(4, 8, WORTHWHILE, Care.FAIR);
        passes(comparison, affine);

        for (int size = 4; size <= 8; size++) {
            double forgone = Math.log(8 / affine.applyAsDouble(8) * affine.applyAsDouble(size) / size);
            assertThat(comparison.smallest(forgone + 1e-6)).isEqualTo(size);
            assertThat(comparison.smallest(Math.max(0, forgone - 1e-6))).isEqualTo(Math.min(8, size + 1));
        }
    }

    @Test
    void aLargerOneThatDoesLessGivesNoReasonToTakeIt() {
        var comparison = new Comparison(4, 8, WORTHWHILE, Care.FAIR);
        passes(comparison, samples -> samples == 8 ? 8 * 1.2 : 4);
        assertThat(comparison.smallest(0)).isEqualTo(4);
    }

    @Test
    void aPassThatTakesNoTimeIsNoError() {
        var comparison = new Comparison(1, 2, WORTHWHILE, Care.FAIR);
        passes(comparison, samples -> 0);
        assertThat(comparison.winner()).isEqualTo(2);
    }

    private static int pair(int larger) {
        return 2 * Comparison.turn(larger);
    }

    private static int passes(Comparison comparison, IntToDoubleFunction seconds) {
        int passes = 0;
        while (!comparison.isOver()) {
            comparison.add(Math.round(seconds.applyAsDouble(comparison.next()) * 1e9));
            passes++;
        }
        return passes;
    }
}
