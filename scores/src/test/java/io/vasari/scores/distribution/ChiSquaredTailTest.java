package io.vasari.scores.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChiSquaredTailTest {
    /** With two degrees of freedom the tail is e^(-x/2): known exactly, however small. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1, 4, 100, 1400, 1e4, 1e6, 1e9})
    void tailOfTwoDegreesOfFreedomIsExponential(double x) {
        double expected = -x / 2 / Math.log(10);
        assertThat(ChiSquared.log10Survival(x, 2)).isCloseTo(expected, within(1e-13 * Math.max(1, -expected)));
    }

    /** With four: (1 + x/2) e^(-x/2). */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 5.9, 6.1, 50, 1e3, 1e5})
    void tailOfFourDegreesOfFreedomIsKnown(double x) {
        double expected = (Math.log1p(x / 2) - x / 2) / Math.log(10);
        assertThat(ChiSquared.log10Survival(x, 4)).isCloseTo(expected, within(1e-12 * Math.max(1, -expected)));
    }

    @ParameterizedTest
    @CsvSource({"1, 3.84", "9, 0.5", "9, 9", "9, 11.5", "9, 200", "99, 60", "99, 250", "999, 1000", "999, 1500"})
    void agreesWithTheLibraryWhereThatDoesNotUnderflow(double df, double x) {
        double expected = ChiSquaredDistribution.of(df).survivalProbability(x);
        assertThat(ChiSquared.survival(x, df)).isCloseTo(expected, within(1e-11 * expected));
    }

    /** 32 sigmas on one degree of freedom is the two-sided normal tail: 2 Phi(-38.5) = 10^-324 and less underflows. */
    @Test
    void normalTailIsRightBeyondTheSmallestDouble() {
        double sigma = 50;
        double asymptotic = -sigma * sigma / 2
                - Math.log(sigma)
                + Math.log(Math.sqrt(2 / Math.PI))
                + Math.log1p(-1 / (sigma * sigma) + 3 / Math.pow(sigma, 4) - 15 / Math.pow(sigma, 6));
        assertThat(ChiSquared.log10Survival(sigma * sigma, 1)).isCloseTo(asymptotic / Math.log(10), within(1e-9));
        assertThat(ChiSquared.survival(sigma * sigma, 1)).isZero();
    }

    @Test
    void nothingExceedsInfinity() {
        assertThat(ChiSquared.log10Survival(Double.POSITIVE_INFINITY, 9)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void whatIsNoStatisticIsRefused() {
        assertThatThrownBy(() -> ChiSquared.logSurvival(Double.NaN, 9)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> ChiSquared.logSurvival(-1, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChiSquared.inverseSurvival(0, 9)).hasMessageContaining("p is 0");
    }
}
