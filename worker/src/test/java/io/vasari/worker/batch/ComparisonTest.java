package io.vasari.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final int PAIR = 2 * Comparison.TURN;
    private static final double WORTHWHILE = 1.05;
    private static final double FAR = 2;

    @Test
    void whatIsPlainTakesOnePair() {
        var comparison = new Comparison(2, 4, WORTHWHILE, FAR);
        assertThat(passes(comparison, samples -> 1)).isEqualTo(PAIR);
        assertThat(comparison.winner()).isEqualTo(4);
    }

    @Test
    void whatGainsNothingStaysSmaller() {
        var comparison = new Comparison(2, 4, WORTHWHILE, FAR);
        assertThat(passes(comparison, samples -> samples)).isLessThanOrEqualTo(Comparison.MOST_PAIRS * PAIR);
        assertThat(comparison.winner()).isEqualTo(2);
    }

    @Test
    void whatIsCloseTakesManyPairsAndThenEnds() {
        var comparison = new Comparison(8, 16, WORTHWHILE, FAR);
        assertThat(passes(comparison, samples -> samples == 16 ? 16 / 1.051 : 8))
                .isEqualTo(Comparison.MOST_PAIRS * PAIR);
        assertThat(comparison.winner()).as("none plainly").isZero();
        assertThat(comparison.leader()).isEqualTo(16);
    }

    @Test
    void whatSlowsTheMachineDownForAWhileDoesNotDecide() {
        int wrong = 0;
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var comparison = new Comparison(4, 8, WORTHWHILE, FAR);
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
        var comparison = new Comparison(4, 8, WORTHWHILE, FAR);
        passes(comparison, affine);

        for (int size = 4; size <= 8; size++) {
            double forgone = Math.log(8 / affine.applyAsDouble(8) * affine.applyAsDouble(size) / size);
            assertThat(comparison.smallest(forgone + 1e-6)).isEqualTo(size);
            assertThat(comparison.smallest(Math.max(0, forgone - 1e-6))).isEqualTo(Math.min(8, size + 1));
        }
    }

    @Test
    void aLargerOneThatDoesLessGivesNoReasonToTakeIt() {
        var comparison = new Comparison(4, 8, WORTHWHILE, FAR);
        passes(comparison, samples -> samples == 8 ? 8 * 1.2 : 4);
        assertThat(comparison.smallest(0)).isEqualTo(4);
    }

    @Test
    void aPassThatTakesNoTimeIsNoError() {
        var comparison = new Comparison(1, 2, WORTHWHILE, FAR);
        passes(comparison, samples -> 0);
        assertThat(comparison.winner()).isEqualTo(2);
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
