package io.vasari.scores.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumsTest {
    /** Numbers from 2^-27 up are whole multiples of the unit: their sum is exact, then rounded once or twice. */
    @Test
    void agreesWithUnlimitedPrecision() {
        var random = new Random(6);
        var sums = ExactSums.zeros(1);
        var exact = BigDecimal.ZERO;
        for (int i = 0; i < 2000; i++) {
            double value =
                    Math.scalb(random.nextDouble() + 1, random.nextInt(60) - 27) * (random.nextBoolean() ? 1 : -1);
            sums = sums.plus(value);
            exact = exact.add(new BigDecimal(value));
            double expected = exact.doubleValue();
            assertThat(Math.abs(sums.get(0) - expected)).isLessThanOrEqualTo(2 * Math.ulp(expected));
        }
    }

    @Test
    void whatCancelsLeavesNothing() {
        var sums = ExactSums.zeros(2)
                .plus(1e9, -1e-9)
                .plus(0.1, 1e-9)
                .plus(-1e9, 0)
                .plus(-0.1, 0);
        assertThat(sums).isEqualTo(ExactSums.zeros(2));
        assertThat(ExactSums.zeros(1).plus(-0x1p-80).get(0)).isEqualTo(-0x1p-80);
        assertThat(ExactSums.zeros(1).plus(-0x1p-80).plus(0x1p30).get(0)).isEqualTo(0x1p30);
        assertThat(ExactSums.zeros(1).plus(-0x1p-82).get(0)).isZero();
        assertThat(ExactSums.zeros(1).plus(Double.MIN_VALUE).get(0)).isZero();
    }

    @Test
    void wordsRestoreTheSums() {
        var sums = ExactSums.zeros(3).plus(1.5, -2.25, 1e-7);
        assertThat(ExactSums.ofWords(sums.toArray())).isEqualTo(sums);
        assertThat(sums.get(1)).isEqualTo(-2.25);
    }

    @Test
    void whatIsTooLargeIsRefused() {
        var sums = ExactSums.zeros(1);
        assertThatThrownBy(() -> sums.plus(0x1p40)).hasMessageContaining("below 2^40");
        assertThatThrownBy(() -> sums.plus(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> sums.plus(1, 2)).hasMessageContaining("2 numbers");
    }
}
